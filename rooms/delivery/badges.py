import asyncio
import logging
from contextvars import Context

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
        self._tasks: set[asyncio.Task] = set()

    def due_in(self, feed) -> None:
        """Something was posted: look at a room's members at most once in a period, however much is said."""
        if feed.posts == 1:
            self._look_at_members(feed, is_new=True)
        elif not feed.badges_due:
            feed.badges_due = True
            at = max(self._hub.loop.time(), feed.badges_at + PERIOD)
            self._hub.loop.call_at(at, self._look_at_members, feed)

    def _look_at_members(self, feed, is_new: bool = False) -> None:
        feed.badges_due = False
        feed.badges_at = self._hub.loop.time()
        for person in feed.members:
            self.due(person, feed.room, is_new)

    def due(self, person: Person, room: int, is_new: bool = False) -> None:
        """What `person` has not read in `room` changed."""
        for socket in person.sockets:
            if is_new or room not in socket.views:
                socket.unread_rooms.add(room)
                self._flush_in_time(socket)

    def compare(self, socket: Socket, shown: dict[int, int]) -> None:
        """Correct a page that shows these badges, by room: it may have missed something."""
        person = self._hub.people.get(socket.user)
        feeds = [self._hub.feeds[room] for room in person.read if room in self._hub.feeds] if person else []
        for feed in feeds:
            unread = 0 if feed.room in socket.views else person.unread(feed.room, feed.posts)
            if unread != shown.get(feed.room, 0):
                socket.unread_rooms.add(feed.room)
                self._flush_in_time(socket)

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
        feeds = [self._hub.feeds[room] for room in rooms if room in person.read and room in self._hub.feeds]
        if not socket.say("".join(self._row(feed, person, feed.room in socket.views) for feed in feeds)):
            socket.unread_rooms |= rooms
            self._flush_in_time(socket)

    def _row(self, feed, person: Person, is_shown: bool) -> str:
        label = feed.label.get(str(person.pk)) or feed.label.get("*")
        if label is None:
            self._read_label(feed, person)
            return ""
        unread = 0 if is_shown else person.unread(feed.room, feed.posts)
        return self._hub.loader.row(feed.room, label, unread)

    def _read_label(self, feed, person: Person) -> None:
        """Only after a bell was missed: events carry the label."""
        task = asyncio.create_task(self._label_read(feed, person), context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _label_read(self, feed, person: Person) -> None:
        try:
            feed.label = await self._hub.loader.label(feed.room)
        except Exception:
            logger.exception("Room %s could not be read", feed.room)
            return
        if feed.label:
            self.due(person, feed.room)
