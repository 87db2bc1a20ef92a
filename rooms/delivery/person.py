from collections.abc import Iterable
from dataclasses import dataclass

from rooms.delivery.badge import EVERYTHING, Badge
from rooms.delivery.events import EVERYBODY
from rooms.delivery.socket import Socket


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands in a room, as the database says.

    number: of the last message read; posts: how many there are; mentions: numbers of those that mention this
    person and are unread.
    """

    number: int
    posts: int
    involvement: str = EVERYTHING
    mentions: Iterable[int] = ()


class Person:
    """Somebody with open pages in this process, and how far they have read each of their rooms.

    read: number of the last message read, by room.
    mentions: numbers of the unread messages that mention this person, by room, where there are any.
    involvement: how much of a room they want to hear, by room, where it is not everything.
    archived: their rooms that can only be read, of which nothing else is known here.
    moves: how often any of this changed, as far as it was heard here.
    is_known: whether all this was read yet.
    """

    def __init__(self, pk: int):
        self.pk = pk
        self.sockets: set[Socket] = set()
        self.read: dict[int, int] = {}
        self.mentions: dict[int, set[int]] = {}
        self.involvement: dict[int, str] = {}
        self.archived: set[int] = set()
        self.moves = 0
        self.is_known = False

    def badge(self, room: int, posts: int) -> Badge:
        """What a page that does not show the room says of it, which has so many messages."""
        unread = max(0, posts - self.read.get(room, posts))
        return Badge.of(self.involvement.get(room, EVERYTHING), unread, len(self.mentions.get(room, ())))

    def hears_everything(self, room: int) -> bool:
        return room not in self.involvement

    def has_read(self, room: int, number: int) -> bool:
        """Note a reading; False when that was known already."""
        if room not in self.read or self.read[room] >= number:
            return False
        self._stands_at(room, number, self.mentions.get(room, ()))
        return True

    def goes_back(self, room: int, number: int, mentions: Iterable[int]) -> bool:
        """Note that messages were taken for unread again; False where this person is no member."""
        if room not in self.read:
            return False
        self._stands_at(room, number, mentions)
        return True

    def is_mentioned(self, room: int, number: int, mentioned: list[int]) -> bool:
        """Note whom a message mentions now; True where that changes what is unread."""
        numbers = self.mentions.get(room, set())
        is_one = self.pk in mentioned or EVERYBODY in mentioned
        if is_one == (number in numbers) or number <= self.read.get(room, number):
            return False
        self._stands_at(room, self.read[room], numbers ^ {number})
        return True

    def involve(self, room: int, involvement: str) -> None:
        self.moves += 1
        self._involve(room, involvement)

    def take(self, room: int, standing: Standing) -> bool:
        """Stand in a room as the database says; True where something else was known of it."""
        known = self.read.get(room), self.mentions.get(room, set()), self.involvement.get(room)
        moves = self.moves
        self._involve(room, standing.involvement)
        self._stands_at(room, standing.number, standing.mentions)
        self.moves = moves
        is_new = known[0] is None
        return not is_new and known != (
            self.read[room],
            self.mentions.get(room, set()),
            self.involvement.get(room),
        )

    def forget(self, room: int) -> None:
        for known in (self.read, self.mentions, self.involvement):
            known.pop(room, None)

    def _stands_at(self, room: int, number: int, mentions: Iterable[int]) -> None:
        self.moves += 1
        self.read[room] = number
        self.mentions[room] = {mention for mention in mentions if mention > number}
        if not self.mentions[room]:
            del self.mentions[room]

    def _involve(self, room: int, involvement: str) -> None:
        self.involvement[room] = involvement
        if involvement == EVERYTHING:
            del self.involvement[room]
