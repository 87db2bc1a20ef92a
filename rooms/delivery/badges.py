import logging

from rooms.delivery.badge import Badge
from rooms.delivery.events import EVERYONE
from rooms.delivery.person import Person
from rooms.delivery.socket import Socket

logger = logging.getLogger(__name__)

# A page gets its badges at most so often (seconds).
PERIOD = 1


class Badges:
    """Rows of the list of rooms, with what is unread, for pages that do not show the room itself.

    The first message of a conversation brings its row to every page: before, no list had it.
    """

    def __init__(self, hub):
        self._hub = hub

    def due_in(self, feed) -> None:
        """A room changed: look at its members at most once in a period, however much is said."""
        if feed.posts == 1:
            self.due_to_all(feed)
        elif not feed.badges_due:
            feed.badges_due = True
            at = max(self._hub.loop.time(), feed.badges_at + PERIOD)
            self._hub.loop.call_at(at, self._look_at_members, feed)

    def due_to_all(self, feed) -> None:
        """Every list of rooms has to show this one as it is now."""
        for person in feed.members:
            for socket in person.sockets:
                self._note(socket, feed.room)

    def mention(self, feed, number: int, mentioned: list[int]) -> None:
        """A message mentions these people now, by primary key or EVERYBODY, and nobody else any more."""
        for person in feed.members:
            if person.is_mentioned(feed.room, number, mentioned):
                self.due(person, feed.room)

    def _look_at_members(self, feed) -> None:
        feed.badges_due = False
        feed.badges_at = self._hub.loop.time()
        for socket in feed.elsewhere:
            self._note(socket, feed.room)

    def due(self, person: Person, room: int) -> None:
        """What `person` has not read in `room` changed."""
        for socket in person.sockets:
            if room not in socket.views:
                self._note(socket, room)

    def row_is_missing(self, person: Person, room: int) -> None:
        """The lists of `person` have no row of `room`, not on pages that show it either."""
        for socket in person.sockets:
            self._note(socket, room)

    def _note(self, socket: Socket, room: int) -> None:
        socket.unread_rooms.add(room)
        self._flush_in_time(socket)

    def compare(self, socket: Socket, shown: dict[int, int]) -> None:
        """Correct a page that shows these badges, by room: it may have missed something.

        A row without a badge is not among them, but that of a room that is muted, by 0.
        """
        person = self._hub.people.get(socket.user)
        socket.mentions_told = None
        for feed in self._feeds_of(person, person.read):
            badge = self._badge(feed, person, socket)
            seems_muted = shown.get(feed.room) == 0 and not badge.muted
            # What a number alone does not tell is told again.
            if badge.count != shown.get(feed.room, 0) or seems_muted or badge.mentions:
                self._note(socket, feed.room)

    def _flush_in_time(self, socket: Socket) -> None:
        if socket.badges_due:
            return
        socket.badges_due = True
        loop = self._hub.loop
        at = max(loop.time(), socket.badges_at + PERIOD)
        loop.call_at(at, self._flush, socket)

    def _flush(self, socket: Socket) -> None:
        socket.badges_due = False
        socket.badges_at = self._hub.loop.time()
        rooms, socket.unread_rooms = socket.unread_rooms, set()
        person = self._hub.people.get(socket.user)
        if person is None or not socket.open:
            return
        feeds = self._feeds_of(person, rooms)
        rows = "".join(self._row(feed, person, socket) for feed in feeds)
        if not socket.say(rows + self._mentions(person, socket)):
            socket.unread_rooms |= rooms
            self._flush_in_time(socket)

    def _mentions(self, person: Person, socket: Socket) -> str:
        """How many unread messages elsewhere mention this person, where the page was told another number."""
        feeds = self._feeds_of(person, person.mentions)
        count = sum(self._badge(feed, person, socket).mentions for feed in feeds)
        if count == socket.mentions_told:
            return ""
        socket.mentions_told = count
        return self._hub.loader.mentions_count(count)

    def _badge(self, feed, person: Person, socket: Socket) -> Badge:
        badge = person.badge(feed.room, feed.posts)
        return Badge(muted=badge.muted) if feed.room in socket.views else badge

    def _feeds_of(self, person: Person, rooms) -> list:
        """Return the feeds of those rooms to which somebody belongs."""
        return [feed for room in rooms if room in person.read and (feed := self._hub.feeds.get(room))]

    def _row(self, feed, person: Person, socket: Socket) -> str:
        label = feed.label.get(str(person.pk)) or feed.label.get(EVERYONE)
        if label is None:
            # Only after a bell was missed: events carry the label.
            self._hub.tasks.begin(self._read_label(feed, socket))
            return ""
        return self._hub.loader.row(feed.room, label, self._badge(feed, person, socket))

    async def _read_label(self, feed, socket: Socket) -> None:
        try:
            feed.label = await self._hub.loader.label(feed.room)
        except Exception:
            logger.exception("Room %s could not be read", feed.room)
            return
        if feed.label:
            self._note(socket, feed.room)
