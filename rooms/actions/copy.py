from rooms.actions.action import Action


def _anybody(user, message, membership, manages) -> bool:
    return True


def _while_it_stands(user, message, membership, manages) -> bool:
    return message.retracted_at is None


copy_link = Action("copy_link", _anybody)
copy_text = Action("copy_text", _while_it_stands)
