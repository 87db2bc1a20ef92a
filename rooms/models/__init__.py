from rooms.models.membership import Membership
from rooms.models.message import Message
from rooms.models.presence import Presence, Server
from rooms.models.reaction import Reaction
from rooms.models.refused import Refused
from rooms.models.room import Room

__all__ = ["Membership", "Message", "Presence", "Reaction", "Refused", "Room", "Server"]
