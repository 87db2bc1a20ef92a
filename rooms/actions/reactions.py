from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    return message.is_changed and message.reactions.exists()


# Whoever may read a message may see who reacted.
reactions = Action("reactions", _allows)
