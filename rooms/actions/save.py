from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    return not message.retracted_at and not message.is_saved_by(user)


def _allows_back(user, message, membership, manages) -> bool:
    return message.is_saved_by(user)


save = Action("save", _allows)
unsave = Action("unsave", _allows_back)
