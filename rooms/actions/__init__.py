"""What one can do with a message, each a small form: offered in a menu beside it, and on its own page.

An action is a file here, a template in templates/rooms/actions/ and a view. ACTIONS is the order of the menu.
"""

from rooms.actions.action import Action
from rooms.actions.close_poll import close_poll
from rooms.actions.copy import copy_link, copy_text
from rooms.actions.edit import edit
from rooms.actions.pin import pin, unpin
from rooms.actions.react import react
from rooms.actions.reactions import reactions
from rooms.actions.remind import remind
from rooms.actions.reply import reply
from rooms.actions.retract import retract
from rooms.actions.save import save, unsave
from rooms.actions.thread import thread
from rooms.actions.unread import unread
from rooms.actions.votes import votes

ACTIONS = (
    react,
    reply,
    thread,
    edit,
    copy_link,
    copy_text,
    pin,
    unpin,
    save,
    unsave,
    remind,
    unread,
    reactions,
    votes,
    close_poll,
    retract,
)

__all__ = [
    "ACTIONS",
    "Action",
    "close_poll",
    "copy_link",
    "copy_text",
    "edit",
    "offered_to",
    "pin",
    "react",
    "reactions",
    "remind",
    "reply",
    "retract",
    "save",
    "thread",
    "unpin",
    "unread",
    "unsave",
    "votes",
]


def offered_to(user, message, membership) -> list[Action]:
    """Return what `user` may do with a message now. membership: one's own in its room, or None."""
    return [action for action in ACTIONS if action.is_offered_to(user, message, membership)]
