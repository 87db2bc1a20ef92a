from rooms.delivery import events
from rooms.delivery.feed import Feed
from rooms.delivery.person import Person


class Feeds:
    """The feeds of this process: one for each room that a page here shows or a person here belongs to."""

    def __init__(self, hub):
        self._hub = hub
        self._open: dict[int, Feed] = {}

    def __iter__(self):
        return iter(list(self._open.values()))

    def __len__(self) -> int:
        return len(self._open)

    def __contains__(self, room: int) -> bool:
        return room in self._open

    def get(self, room: int) -> Feed | None:
        return self._open.get(room)

    def need(self, room: int) -> Feed:
        """Return the room's feed, begun where nobody here needed it before."""
        feed = self._open.get(room)
        if feed is None:
            feed = self._open[room] = Feed(room, self._hub)
            self._hub.bells.join_soon(events.room_group(room))
        return feed

    def join(self, room: int, person: Person) -> Feed:
        """Count somebody with pages here among the members of a room."""
        feed = self.need(room)
        feed.members.add(person)
        feed.moved()
        return feed

    def moved(self, person: Person) -> None:
        """A page of somebody came or went."""
        for room in person.read:
            self._open[room].moved()

    def part(self, room: int, person: Person) -> None:
        if feed := self._open.get(room):
            feed.members.discard(person)
            feed.moved()
            self.drop_if_idle(feed)

    def drop_if_idle(self, feed: Feed) -> None:
        """End a feed that nobody here needs any more."""
        if feed.is_idle and self._open.get(feed.room) is feed:
            del self._open[feed.room]
            self._hub.bells.leave_soon(events.room_group(feed.room), unless=lambda: feed.room in self._open)
