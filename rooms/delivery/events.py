"""What one process tells another: plain values only, so that any channel layer can carry them."""

from dataclasses import asdict, dataclass, field

# Whose label it is, where a room is called the same on every page.
EVERYONE = "*"


@dataclass(frozen=True, slots=True)
class RoomChanged:
    """A change in a room, rendered once.

    stamp: the room's clock at the change; frame: the HTML for pages that show the room; posts: how many
    messages the room has; label: [name, address, kind] by viewer's key, or for EVERYONE.
    """

    room: int
    stamp: int
    frame: str
    posts: int
    author: int | None = None
    label: dict[str, list[str]] = field(default_factory=dict)

    @property
    def group(self) -> str:
        return room_group(self.room)


@dataclass(frozen=True, slots=True)
class RoomHint:
    """Something passing (who types) for pages that show the room."""

    room: int
    frame: str

    @property
    def group(self) -> str:
        return room_group(self.room)


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """Others are in the room than before.

    frames: the HTML of everything that says who is here, of which pages get what they were not told yet.
    """

    room: int
    frames: list[str]

    @property
    def group(self) -> str:
        return room_group(self.room)


@dataclass(frozen=True, slots=True)
class RoomEnded:
    """The room is gone: `row` is its line in the list of rooms."""

    room: int
    frame: str

    @property
    def group(self) -> str:
        return room_group(self.room)


@dataclass(frozen=True, slots=True)
class RoomRead:
    """A person read a room up to message `number`, on some page."""

    user: int
    room: int
    number: int

    @property
    def group(self) -> str:
        return user_group(self.user)


@dataclass(frozen=True, slots=True)
class MembershipBegan:
    user: int
    room: int
    number: int
    posts: int
    label: dict[str, list[str]]

    @property
    def group(self) -> str:
        return user_group(self.user)


@dataclass(frozen=True, slots=True)
class MembershipEnded:
    user: int
    room: int
    frame: str

    @property
    def group(self) -> str:
        return user_group(self.user)


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Something for every page of one person that has a place for it."""

    user: int
    frame: str

    @property
    def group(self) -> str:
        return user_group(self.user)


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """Sessions of a person are over: the one with key `only`, or all but the one with key `spared`."""

    user: int
    only: str = ""
    spared: str = ""

    @property
    def group(self) -> str:
        return user_group(self.user)

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
        RoomRead,
        MembershipBegan,
        MembershipEnded,
        PersonTold,
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
