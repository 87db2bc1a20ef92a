import asyncio
import logging

from rooms.delivery.socket import View

logger = logging.getLogger(__name__)

# A process may hear two commits in the wrong order. So long (seconds) a later one waits for the earlier one.
REORDERING = 0.05
# How long to leave a failing database alone.
RECOVERY = 1


class Feed:
    """One room in this process: brings its changes to the pages that show it, each once and in order.

    last: the stamp delivered last, None while no page is live.
    heard: the highest stamp that anybody told of.
    posts: how many messages the room has, as far as is known here.
    """

    def __init__(self, room: int, loader):
        self.room = room
        self.last: int | None = None
        self.heard = 0
        self.posts = 0
        self.gaps = 0
        self.people: str | None = None
        self.label: dict[str, list[str]] = {}
        self.viewers: set[View] = set()
        self.members: set = set()
        self._loader = loader
        self._early: dict[int, str] = {}
        self._filling: asyncio.Task | None = None

    @property
    def is_idle(self) -> bool:
        return not self.viewers and not self.members

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
        for view in self.viewers:
            if view.live:
                view.socket.send(frame)

    def fill_soon(self, delay: float = 0) -> None:
        """Read what is missing from the database, unless it arrives within `delay` seconds."""
        if self._filling is None:
            self._filling = asyncio.ensure_future(self._fill(delay))

    async def catch_up(self, view: View, cursor: int | None) -> None:
        """Bring one page from its cursor to where the room stands, then let it go live.

        A page without a cursor only wants what comes from now on.
        """
        view.live = False
        while True:
            changes = await self._loader.catch_up(self.room, cursor)
            view.socket.send(changes.frame)
            cursor = changes.upto
            if self.last is None:
                self.last = cursor
            # No await between this look and going live: nothing can come in between.
            if cursor >= max(self.last, self.heard):
                view.owed = cursor
                view.live = True
                break
        if not view.watched:
            await self._show_people(view)

    async def _show_people(self, view: View) -> None:
        """Tell a page that came (back) who is here: that may have changed since it was rendered."""
        if self.people is None:
            people = await self._loader.people(self.room)
            self.people = self.people or people
        view.socket.send(self.people)

    def pong(self, view: View, cursor: int) -> bool:
        """Answer a hello of a live page; False when the page lacks what it was sent by the last hello."""
        if cursor < view.owed:
            return False
        view.owed = self.last
        view.socket.send(self._loader.pong(self.room, cursor))
        return True

    def leave(self, view: View) -> None:
        self.viewers.discard(view)
        if not self.viewers:
            self.last = self.people = None
            self._early.clear()

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
                self.gaps += 1
                self._deliver(changes.upto, changes.frame)
                self._deliver_early()

    def _deliver(self, stamp: int, frame: str) -> None:
        self.last = stamp
        self.hint(frame)

    def _deliver_early(self) -> None:
        while self._early:
            self._early = {stamp: frame for stamp, frame in self._early.items() if stamp > self.last}
            frame = self._early.pop(self.last + 1, None)
            if frame is None:
                return
            self._deliver(self.last + 1, frame)
