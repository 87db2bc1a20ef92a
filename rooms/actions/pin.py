from rooms.actions.action import Action


def _may(message, membership) -> bool:
    return membership is not None and not message.retracted_at and not message.room.archived_at


def _allows(user, message, membership, manages) -> bool:
    return not message.is_pinned and _may(message, membership)


def _allows_back(user, message, membership, manages) -> bool:
    return message.is_pinned and _may(message, membership)


pin = Action("pin", _allows)
unpin = Action("unpin", _allows_back)
