from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    mine = membership is not None and message.author_id == user.pk
    return mine and message.room.archived_at is None and bool(message.asked and message.asked.is_open)


close_poll = Action("close_poll", _allows)
