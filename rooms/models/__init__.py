from rooms.models.draft import Draft
from rooms.models.later import Later
from rooms.models.membership import Membership
from rooms.models.mention import Mention
from rooms.models.message import Message
from rooms.models.pin import Pin
from rooms.models.poll import Poll, Vote
from rooms.models.presence import Presence, Server
from rooms.models.reaction import Reaction
from rooms.models.refused import Refused
from rooms.models.reminder import Reminder
from rooms.models.revision import Revision
from rooms.models.room import Room
from rooms.models.saved import Saved

__all__ = [
    "Draft",
    "Later",
    "Membership",
    "Mention",
    "Message",
    "Pin",
    "Poll",
    "Presence",
    "Reaction",
    "Refused",
    "Reminder",
    "Revision",
    "Room",
    "Saved",
    "Server",
    "Vote",
]
