from rooms.models.membership import Membership
from rooms.models.message import Message
from rooms.models.presence import Presence, Server
from rooms.models.room import Room

__all__ = ["Membership", "Message", "Presence", "Room", "Server"]
