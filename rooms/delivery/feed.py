import asyncio
import logging
from collections import deque
from contextvars import Context
from typing import NamedTuple

from django.utils.translation import get_language

from rooms.delivery.frame import Frame
from rooms.delivery.socket import NO_SUCH_ROOM, View

logger = logging.getLogger(__name__)

# A process may hear two commits in the wrong order. So long (seconds) a later one waits for the earlier one.
REORDERING = 0.05
# How long to leave a failing database alone.
RECOVERY = 1

# After something was sent, what follows gathers for so long (seconds) and leaves as one frame. Where sending
# took long, gathering takes longer: a crowded room uses at most this share of the process.
WINDOW = 0.03
SHARE = 0.5
# Pages that are written to at a stretch, before others get their turn.
SLICE = 500


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
    people: the frame that says who is here, as told last.
    """

    def __init__(self, room: int, loader, metrics):
        self.room = room
        self.last: int | None = None
        self.heard = 0
        self.posts = 0
        self.people: str | None = None
        self.label: dict[str, list[str]] = {}
        self.badges_due = False
        self.badges_at = 0.0
        self.viewers: set[View] = set()
        self.members: set = set()
        self._loader = loader
        self._metrics = metrics
        self._loop = asyncio.get_running_loop()
        self._early: dict[int, str] = {}
        self._recent: deque[Delivered] = deque(maxlen=RECENT)
        self._filling: asyncio.Task | None = None
        self._gathered: list[str] = []
        self._gathered_after = 0
        self._sending = False
        self._quiet_at = 0.0
        self._flush_due: asyncio.TimerHandle | None = None
        self._catch_ups: dict[tuple, asyncio.Future] = {}

    @property
    def is_idle(self) -> bool:
        return not self.viewers and not self.members

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

    def hint(self, frame: str, lasting: bool = False) -> None:
        """Deliver something passing to every live page; a lasting hint also to those that come later."""
        if lasting:
            self.people = frame
        self._gather(frame, self.last)

    def fill_soon(self, delay: float = 0) -> None:
        """Read what is missing from the database, unless it arrives within `delay` seconds."""
        if self._filling is None:
            self._filling = asyncio.ensure_future(self._fill(delay))

    def _deliver(self, stamp: int, frame: str) -> None:
        before, self.last = self.last, stamp
        self._recent.append(Delivered(before, stamp, frame))
        self._gather(frame, before)

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
            changes = await self._loader.changes(self.room, self.last)
            complete = changes.complete
            if self.last is not None and changes.upto > self.last:
                self._metrics.gaps += 1
                self._deliver(changes.upto, changes.frame)
                self._deliver_early()

    # Frames leave

    def _gather(self, frame: str, after: int | None) -> None:
        """Send at once after a quiet spell, else together with what comes within the window."""
        if not self.viewers:
            return
        if not self._gathered:
            self._gathered_after = after
        self._gathered.append(frame)
        if self._flush_due is None and not self._sending:
            if self._loop.time() >= self._quiet_at:
                self._flush()
            else:
                self._flush_due = self._loop.call_at(self._quiet_at, self._flush)

    def _flush(self) -> None:
        self._flush_due = None
        gathered, self._gathered = self._gathered, []
        views = [view for view in self.viewers if view.live]
        if views and gathered:
            self._sending = True
            self._send_slice(Frame("".join(gathered)), self._gathered_after, views, self._loop.time())

    def _send_slice(self, frame: Frame, after: int | None, views: list[View], began: float) -> None:
        for view in views[:SLICE]:
            if view.live and not view.socket.send(frame):
                view.live = False
                view.cursor = after or 0
                self._metrics.lagging.add(view.socket)
        self._metrics.delivered(min(len(views), SLICE), frame)
        if len(views) > SLICE:
            self._loop.call_soon(self._send_slice, frame, after, views[SLICE:], began)
        else:
            self._rest(began)

    def _rest(self, began: float) -> None:
        """Gather for a while, longer where the sending took long."""
        now = self._loop.time()
        self._sending = False
        self._quiet_at = now + max(WINDOW, (now - began) * (1 - SHARE) / SHARE)
        if self._gathered:
            self._flush_due = self._loop.call_at(self._quiet_at, self._flush)

    # Pages come and go

    async def catch_up(self, view: View, cursor: int | None) -> None:
        """Bring one page from its cursor to where the room stands, then let it go live.

        A page without a cursor only wants what comes from now on.
        """
        view.live = False
        while view.socket.open:
            changes = await self._changes_since(cursor)
            if changes is None:
                return view.socket.close(NO_SUCH_ROOM)
            if not view.socket.say(changes.frame):
                return self._lag(view, cursor)
            cursor = changes.upto
            # No await between this look and going live: nothing can come in between.
            if self._go_live(view, cursor):
                break
        if not view.watched:
            await self._show_people(view)

    def _go_live(self, view: View, cursor: int) -> bool:
        """Let a page go on with what is delivered, if that follows on its cursor."""
        if self.last is None:
            self.last = cursor
            if self.heard > cursor:
                self.fill_soon()
        if cursor < self.last and not (self._recent and self._recent[0].after <= cursor):
            return False
        view.socket.say("".join(change.frame for change in self._recent if change.stamp > cursor))
        view.owed = max(cursor, self.last)
        view.live = True
        return True

    def pong(self, view: View, cursor: int) -> bool:
        """Answer a hello of a live page; False when the page lacks what it was sent by the last hello."""
        if cursor < view.owed:
            return False
        view.owed = self.last
        view.socket.say(self._loader.pong(self.room, cursor))
        return True

    def leave(self, view: View) -> None:
        view.live = False
        self.viewers.discard(view)
        if not self.viewers:
            self.last = self.people = None
            self._early.clear()
            self._recent.clear()

    def _lag(self, view: View, cursor: int | None) -> None:
        view.cursor = cursor or 0
        self._metrics.lagging.add(view.socket)

    async def _changes_since(self, cursor: int | None):
        """Read what a page lacks, once for all pages with the same cursor while the room stands still."""
        key = cursor, get_language()
        known = self._catch_ups.get(key)
        if known is None or (known.done() and not self._holds(known)):
            # In a task of nobody's: a page that goes away must not take along what others wait for.
            reading = self._loader.catch_up(self.room, *key)
            known = self._catch_ups[key] = asyncio.create_task(reading, context=Context())
            known.add_done_callback(lambda _done: self._loop.call_later(RECOVERY, self._forget, key, known))
        return await asyncio.shield(known)

    def _holds(self, known: asyncio.Future) -> bool:
        if known.exception() or known.result() is None:
            return False
        return known.result().upto >= max(self.last or 0, self.heard)

    def _forget(self, key: tuple, known: asyncio.Future) -> None:
        if self._catch_ups.get(key) is known:
            del self._catch_ups[key]

    async def _show_people(self, view: View) -> None:
        """Tell a page that came (back) who is here: that may have changed since it was rendered."""
        if self.people is None:
            people = await self._loader.people(self.room)
            self.people = self.people or people
        view.socket.say(self.people)
