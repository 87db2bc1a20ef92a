from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    mine = membership is not None and message.author_id == user.pk
    return message.retracted_at is None and (mine or manages)


retract = Action("retract", _allows)
