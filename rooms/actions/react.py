from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    return membership is not None and message.retracted_at is None and message.room.archived_at is None


react = Action("react", _allows)
