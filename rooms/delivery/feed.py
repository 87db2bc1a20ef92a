import asyncio
import logging
from collections import deque
from typing import NamedTuple

from rooms.delivery.catch_ups import CatchUps
from rooms.delivery.outlet import Outlet
from rooms.delivery.socket import NO_SUCH_ROOM, Socket, View

logger = logging.getLogger(__name__)

# A process may hear two commits in the wrong order. So long (seconds) a later one waits for the earlier one.
REORDERING = 0.05
# How long to leave a failing database alone.
RECOVERY = 1
# Deliveries kept for pages that are just being caught up while others speak.
RECENT = 100


class Delivered(NamedTuple):
    """A frame that brought pages from clock value `after` to `stamp`."""

    after: int
    stamp: int
    frame: str


class Feed:
    """One room in this process: brings its changes to the pages that show it, each once and in order.

    last: the stamp delivered last, None while no page is live.
    heard: the highest stamp that anybody told of.
    posts: how many messages the room has, as far as is known here.
    people: the frames that say who is here, as told last.
    label: what the room is called, by viewer (events.RoomChanged).
    """

    def __init__(self, room: int, hub):
        self.room = room
        self.last: int | None = None
        self.heard = 0
        self.posts = 0
        self.people: list[str] = []
        self.label: dict[str, list[str]] = {}
        self.badges_due = False
        self.badges_at = 0.0
        self.viewers: set[View] = set()
        self.members: set = set()
        self._elsewhere: list[Socket] | None = None
        self._hub = hub
        self.outlet = Outlet(hub.metrics)
        self._catch_ups = CatchUps(room, hub)
        self._early: dict[int, str] = {}
        self._recent: deque[Delivered] = deque(maxlen=RECENT)
        self._filling: asyncio.Task | None = None

    @property
    def clock(self) -> int:
        """The highest stamp known here."""
        return max(self.last or 0, self.heard)

    @property
    def sent_at(self) -> float:
        """When the pages of this room were sent anything last, by the loop's clock."""
        return self.outlet.sent_at

    @property
    def elsewhere(self) -> list[Socket]:
        """The pages that do not show the room, as far as they are known, of members who hear everything.

        Kept from message to message: looking at each page of a crowd costs as much as writing to it.
        """
        if self._elsewhere is None:
            people = (person for person in self.members if person.hears_everything(self.room))
            pages = (socket for person in people for socket in person.sockets)
            self._elsewhere = [socket for socket in pages if self.room not in socket.views]
        return self._elsewhere

    def moved(self) -> None:
        """Some page of a member came, went, or shows something else now, or a member wants to hear less."""
        self._elsewhere = None

    @property
    def is_idle(self) -> bool:
        return not self.viewers and not self.members

    def is_renamed(self, label: dict[str, list[str]], by_post: bool) -> bool:
        """Note what the room is called now; True where pages may show another name.

        by_post: whether a message says so, which renames nothing that was not known before.
        """
        changed = label != self.label if self.label else not by_post
        self.label = label
        return changed and bool(label)

    # Changes come

    def receive(self, stamp: int, frame: str) -> None:
        """Deliver a change if it is the next one, drop one that was delivered, keep one that is early."""
        self.heard = max(self.heard, stamp)
        if self.last is None:
            return  # nobody is live yet: those who come read it from the database
        if stamp == self.last + 1:
            self._deliver(stamp, frame)
            self._deliver_early()
        elif stamp > self.last:
            self._early[stamp] = frame
            self.fill_soon(REORDERING)

    def hint(self, frame: str) -> None:
        """Deliver something passing to every live page."""
        if self.last is not None:
            self.outlet.send(frame, self.last)

    def tell_people(self, frames: list[str]) -> None:
        """Deliver what is new in who is here: in a crowded room the number changes, the list hardly ever."""
        new = "".join(frame for frame in frames if frame not in self.people)
        self.people = frames
        if new:
            self.hint(new)

    def fill_soon(self, delay: float = 0) -> None:
        """Read what is missing from the database, unless it arrives within `delay` seconds."""
        if self._filling is None:
            self._filling = self._hub.tasks.begin(self._fill(delay))

    def _deliver(self, stamp: int, frame: str) -> None:
        before, self.last = self.last, stamp
        self._recent.append(Delivered(before, stamp, frame))
        self.outlet.send(frame, before)

    def _deliver_early(self) -> None:
        while self._early:
            self._early = {stamp: frame for stamp, frame in self._early.items() if stamp > self.last}
            frame = self._early.pop(self.last + 1, None)
            if frame is None:
                return
            self._deliver(self.last + 1, frame)

    async def _fill(self, delay: float) -> None:
        try:
            await asyncio.sleep(delay)
            if self._early or not delay:
                await self._fill_from_database()
        except Exception:
            logger.exception("Room %s could not be read", self.room)
            await asyncio.sleep(RECOVERY)
        finally:
            self._filling = None
        if self._early:
            self.fill_soon(REORDERING)

    async def _fill_from_database(self) -> None:
        complete = False
        while not complete and self.last is not None:
            changes = await self._hub.loader.changes(self.room, self.last)
            complete = changes.complete
            if self.last is not None and changes.upto > self.last:
                self._hub.metrics.gaps += 1
                self._deliver(changes.upto, changes.frame)
                self._deliver_early()

    # Pages come and go

    async def catch_up(self, view: View, cursor: int | None) -> None:
        """Bring one page from its cursor to where the room stands, then let it go live.

        A page without a cursor only wants what comes from now on.
        """
        view.pause()
        while self._is_open(view) and not view.live:
            changes = await self._catch_ups.since(cursor, self.clock)
            if changes is None:
                return view.socket.close(NO_SUCH_ROOM)
            if self._is_open(view):
                self._send_missing(view, cursor, changes)
                cursor = changes.upto
            if view.socket.lagging:
                return
        if view.live:
            await self.show_people(view)

    def _is_open(self, view: View) -> bool:
        return view in self.viewers and view.socket.open

    def _send_missing(self, view: View, cursor: int | None, changes) -> None:
        """Send a page what it lacks, and let it go live where deliveries follow on that.

        There is no await in here: nothing comes between looking where the room stands and going live.
        """
        since = self._delivered_after(changes.upto)
        if not view.socket.say(changes.frame + (since or "")):
            view.lag(cursor or 0)
        elif since is not None:
            view.owed = max(changes.upto, self.last)
            view.begin()

    def _delivered_after(self, cursor: int) -> str | None:
        """Return the frames of what was delivered after a cursor, None where they do not follow on it."""
        if self.last is None:
            self.last = cursor
            if self.heard > cursor:
                self.fill_soon()
        if cursor >= self.last:
            return ""
        if not self._recent or self._recent[0].after > cursor:
            return None
        return "".join(change.frame for change in self._recent if change.stamp > cursor)

    def pong(self, view: View, cursor: int) -> bool:
        """Answer a hello of a live page; False when the page lacks what it was sent by the last hello."""
        if cursor < view.owed:
            return False
        view.owed = self.last
        view.socket.say(self._hub.loader.pong(self.room, cursor))
        return True

    def enter(self, view: View) -> None:
        self.viewers.add(view)
        self.moved()

    def leave(self, view: View) -> None:
        view.pause()
        self.viewers.discard(view)
        self.moved()
        if not self.viewers:
            self.last = None
            self.people = []
            self._early.clear()
            self._recent.clear()

    async def show_people(self, view: View) -> None:
        """Tell a page that came (back) who is here: that may have changed since it was rendered."""
        if view.watched:
            return  # a conversation of two has no such list
        if not self.people:
            people = await self._hub.loader.people(self.room)
            self.people = self.people or people
        view.socket.say("".join(self.people))
