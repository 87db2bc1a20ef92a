"""What one process tells another: plain values only, so that any channel layer can carry them."""

from dataclasses import asdict, dataclass

# Whose label it is, where a room is called the same on every page.
EVERYONE = "*"
# What every process hears, whoever has pages there.
EVERYWHERE = "everywhere"
# In place of a primary key: everybody in the room is mentioned.
EVERYBODY = 0


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """Something for everybody who shows a room or belongs to it."""

    room: int

    @property
    def group(self) -> str:
        return room_group(self.room)


@dataclass(frozen=True, slots=True)
class UserEvent:
    """Something for all pages of one person."""

    user: int

    @property
    def group(self) -> str:
        return user_group(self.user)


@dataclass(frozen=True, slots=True)
class RoomChanged(RoomEvent):
    """A change in a room, rendered once.

    stamp: the room's clock at the change; frame: the HTML for pages that show the room; posts: how many
    messages the room has; author: who said something new, and has read everything with it; label: [name,
    address, kind] by viewer's key, or for EVERYONE; None where the change says nothing about that.
    mentioned: whom message `number` mentions, by primary key or EVERYBODY; None where it mentions nobody and
    never did.
    """

    stamp: int
    frame: str
    posts: int
    author: int | None = None
    label: dict[str, list[str]] | None = None
    number: int = 0
    mentioned: list[int] | None = None


@dataclass(frozen=True, slots=True)
class RoomHint(RoomEvent):
    """Something passing (who types) for pages that show the room."""

    frame: str


@dataclass(frozen=True, slots=True)
class PeopleChanged(RoomEvent):
    """Others are in the room than before.

    frames: the HTML of everything that says who is here, of which pages get what they were not told yet.
    """

    frames: list[str]


@dataclass(frozen=True, slots=True)
class RoomEnded(RoomEvent):
    """The room is gone. frame: what takes its line out of the list of rooms."""

    frame: str


@dataclass(frozen=True, slots=True)
class RoomsArchived:
    """A room, and the threads in it that somebody follows, can only be read from now on."""

    rooms: list[int]

    group = EVERYWHERE


@dataclass(frozen=True, slots=True)
class RoomsRestored:
    """They can be talked in again. rooms: of each its primary key and its label, as of RoomChanged.

    Who has pages where is not known: who belongs to an archived room does not make a process hear of it.
    """

    rooms: list[tuple[int, dict[str, list[str]]]]

    group = EVERYWHERE


@dataclass(frozen=True, slots=True)
class RoomRead(UserEvent):
    """A person read a room up to message `number`, on some page."""

    room: int
    number: int


@dataclass(frozen=True, slots=True)
class RoomUnread(UserEvent):
    """A person took a room back to message `number`. mentions: numbers of later ones that mention them."""

    room: int
    number: int
    mentions: list[int]


@dataclass(frozen=True, slots=True)
class InvolvementChanged(UserEvent):
    """A person wants to hear more or less of a room than before."""

    room: int
    involvement: str


@dataclass(frozen=True, slots=True)
class MembershipBegan(UserEvent):
    """Somebody belongs to a room that has so many posts, of which all up to `number` are read.

    label: as of RoomChanged; mentions: numbers of later messages that mention them.
    """

    room: int
    number: int
    posts: int
    label: dict[str, list[str]]
    involvement: str
    mentions: list[int]


@dataclass(frozen=True, slots=True)
class MembershipEnded(UserEvent):
    """frame: what takes the room out of the list; stays: whether pages that show it may go on doing so."""

    room: int
    frame: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class PersonTold(UserEvent):
    """Something for every page of one person that has a place for it."""

    frame: str


@dataclass(frozen=True, slots=True)
class PersonChanged(UserEvent):
    """A person has other rights or another name: what a page knows of its person is out of date."""


@dataclass(frozen=True, slots=True)
class SessionsEnded(UserEvent):
    """Sessions of a person are over: the one with key `only`, or all but the one with key `spared`."""

    only: str = ""
    spared: str = ""

    def covers(self, session_key: str) -> bool:
        return session_key == self.only if self.only else session_key != self.spared


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person came to the site or left it, for pages that watch that person."""

    user: int
    frame: str

    @property
    def group(self) -> str:
        return person_group(self.user)


KINDS = {
    kind.__name__: kind
    for kind in (
        RoomChanged,
        RoomHint,
        PeopleChanged,
        RoomEnded,
        RoomsArchived,
        RoomsRestored,
        RoomRead,
        RoomUnread,
        InvolvementChanged,
        MembershipBegan,
        MembershipEnded,
        PersonTold,
        PersonChanged,
        SessionsEnded,
        PersonSeen,
    )
}


def room_group(pk: int) -> str:
    return f"room.{pk}"


def user_group(pk: int) -> str:
    return f"user.{pk}"


def person_group(pk: int) -> str:
    return f"person.{pk}"


def to_wire(event, sender: str) -> dict:
    return {"type": "parley.event", "kind": type(event).__name__, "sender": sender, "event": asdict(event)}


def from_wire(message: dict):
    return KINDS[message["kind"]](**message["event"])
