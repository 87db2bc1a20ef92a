from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    if message.room.is_thread or membership is None:
        return False
    return message.retracted_at is None and message.room.archived_at is None


thread = Action("thread", _allows)
