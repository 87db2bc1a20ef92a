from rooms.models.membership import Membership
from rooms.models.mention import Mention
from rooms.models.message import Message
from rooms.models.poll import Poll, Vote
from rooms.models.presence import Presence, Server
from rooms.models.reaction import Reaction
from rooms.models.refused import Refused
from rooms.models.revision import Revision
from rooms.models.room import Room

__all__ = [
    "Membership",
    "Mention",
    "Message",
    "Poll",
    "Presence",
    "Reaction",
    "Refused",
    "Revision",
    "Room",
    "Server",
    "Vote",
]
