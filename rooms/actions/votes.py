from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    return message.asked is not None


# Whoever may read a message may see who voted; of an anonymous poll, what one chose oneself.
votes = Action("votes", _allows)
