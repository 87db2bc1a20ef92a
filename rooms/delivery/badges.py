import logging

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
            self._introduce(feed)
        elif not feed.badges_due:
            feed.badges_due = True
            at = max(self._hub.loop.time(), feed.badges_at + PERIOD)
            self._hub.loop.call_at(at, self._look_at_members, feed)

    def _introduce(self, feed) -> None:
        for person in feed.members:
            for socket in person.sockets:
                self._note(socket, feed.room)

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

    def _note(self, socket: Socket, room: int) -> None:
        socket.unread_rooms.add(room)
        self._flush_in_time(socket)

    def compare(self, socket: Socket, shown: dict[int, int]) -> None:
        """Correct a page that shows these badges, by room: it may have missed something."""
        person = self._hub.people.get(socket.user)
        for feed in self._feeds_of(person, person.read):
            unread = 0 if feed.room in socket.views else person.unread(feed.room, feed.posts)
            if unread != shown.get(feed.room, 0):
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
        if not socket.say("".join(self._row(feed, person, feed.room in socket.views) for feed in feeds)):
            socket.unread_rooms |= rooms
            self._flush_in_time(socket)

    def _feeds_of(self, person: Person, rooms) -> list:
        """Return the feeds of those rooms to which somebody belongs."""
        return [feed for room in rooms if room in person.read and (feed := self._hub.feeds.get(room))]

    def _row(self, feed, person: Person, is_shown: bool) -> str:
        label = feed.label.get(str(person.pk)) or feed.label.get(EVERYONE)
        if label is None:
            # Only after a bell was missed: events carry the label.
            self._hub.tasks.begin(self._read_label(feed, person))
            return ""
        unread = 0 if is_shown else person.unread(feed.room, feed.posts)
        return self._hub.loader.row(feed.room, label, unread)

    async def _read_label(self, feed, person: Person) -> None:
        try:
            feed.label = await self._hub.loader.label(feed.room)
        except Exception:
            logger.exception("Room %s could not be read", feed.room)
            return
        if feed.label:
            self.due(person, feed.room)
