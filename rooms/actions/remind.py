from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    return not message.retracted_at


remind = Action("remind", _allows)
