from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    return membership is not None


unread = Action("unread", _allows)
