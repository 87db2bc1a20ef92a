import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rooms.delivery.frame import Frame

if TYPE_CHECKING:
    from rooms.delivery.feed import Feed

logger = logging.getLogger(__name__)

# Bytes that may wait for one page. Past this it lags: nothing more is queued, and once the rest is sent it is
# caught up from the database.
MOST_UNSENT = 256 * 1024

# "Try again later" (RFC 6455, registry of close codes): the page comes back by itself.
TRY_AGAIN = 1013

# Codes with which a page is shown out: above 4000 it does not come back, but reloads (static/js/parley.js).
SIGNED_OUT = 4401
NOT_A_MEMBER = 4403
NO_SUCH_ROOM = 4404


# The connections, by their `send`, for which something waits already: what follows has to join it.
waiting: set = set()


@dataclass(eq=False, slots=True)
class View:
    """One room on one page: live once it has been caught up."""

    socket: "Socket"
    room: int
    live: bool = False
    # Set once the right to see the room was read.
    feed: "Feed | None" = None
    # What the page must have applied by the time it next says hello.
    owed: int = 0
    # Where a lagging page has to be caught up from.
    cursor: int = 0
    # By which room one may see this one: a thread's home decides for it.
    gate: int | None = None
    # The other person of a direct conversation, whose presence this page shows.
    watched: int | None = None
    # The clock up to which all was taken for unread meanwhile: what the page read of that counts no more.
    unread: int = 0

    def begin(self) -> None:
        """Send everything that happens in the room from now on."""
        self.live = True
        self.feed.outlet.add(self)

    def pause(self) -> None:
        """Send nothing more of what happens in the room."""
        self.live = False
        if self.feed:
            self.feed.outlet.discard(self)

    def forget_reading(self) -> None:
        """Take nothing for read any more that the page shows by now: it may say so a moment too late."""
        if self.feed:
            self.unread = self.feed.clock

    @property
    def way(self):
        return self.socket.way

    def lag(self, cursor: int) -> None:
        """Send nothing more until the page, which has applied everything up to `cursor`, was caught up."""
        self.pause()
        self.cursor = cursor


@dataclass(frozen=True, slots=True)
class Session:
    """By what a page is signed in: the session's key, and the hash that ends with the password.

    mark: of what the page knows of its person, another one after each change of that.
    """

    key: str
    auth_hash: str
    mark: str = ""


class Socket:
    """One open page: what it shows, and what waits to be sent to it.

    This one sends by the coroutines of any ASGI server; DirectSocket writes to the connection itself.
    """

    __slots__ = (
        "_close",
        "_closing",
        "_outgoing",
        "_pump",
        "_send",
        "_unsent",
        "badges_at",
        "badges_due",
        "lagging",
        "mentions_told",
        "open",
        "outdated",
        "session",
        "stragglers",
        "unread_rooms",
        "user",
        "views",
    )

    def __init__(self, user: int, session: Session, send, close):
        """`send(text)` and `close(code)` are coroutines of the server's side of the socket."""
        self.user = user
        self.session = session
        self.views: dict[int, View] = {}
        self.unread_rooms: set[int] = set()
        self.badges_due = False
        self.badges_at = 0.0
        # How many mentions the page was told of, None for what it was loaded with.
        self.mentions_told: int | None = None
        self.open = True
        # Whether something about its person changed since the page knows them.
        self.outdated = False
        self.lagging = False
        # Those who lag, itself among them then; the hub's, once this page was counted in.
        self.stragglers: set[Socket] | None = None
        self._send = send
        self._close = close
        self._outgoing: deque[Frame] | None = None
        self._unsent = 0
        self._pump: asyncio.Task | None = None

    def way(self, data: bytes) -> int:
        """Take as much of an encoded frame as goes at once; return how many bytes. This kind takes none."""
        raise BlockingIOError

    def send(self, frame: Frame) -> bool:
        """Send a frame after those that wait; False where it was not taken. Never blocks or raises."""
        if self.lagging or not self.open:
            return False
        if self.unsent > MOST_UNSENT:
            self._lag()
            return False
        self._queue(frame)
        return True

    def say(self, text: str) -> bool:
        """Send some HTML to this page alone."""
        return self.send(Frame(text)) if text else True

    @property
    def unsent(self) -> int:
        """About how many bytes wait for this page."""
        return self._unsent

    def close(self, code: int) -> None:
        """Close with `code` after what waits was sent."""
        if self.open:
            self._end()
            self._closing = asyncio.ensure_future(self._close_after_all(code))

    def abandon(self) -> None:
        """Give up on a page that does not take what it is sent."""
        self._outgoing = None
        if self._pump:
            self._pump.cancel()
        self.close(TRY_AGAIN)

    def gone(self) -> None:
        """The connection has ended."""
        self._end()
        self._outgoing = None

    def _end(self) -> None:
        self.open = False
        for view in self.views.values():
            view.pause()

    def _lag(self) -> None:
        self.lagging = True
        if self.stragglers is not None:
            self.stragglers.add(self)

    def _queue(self, frame: Frame) -> None:
        if self._outgoing is None:
            self._outgoing = deque()
        self._outgoing.append(frame)
        self._unsent += len(frame.text)
        if self._pump is None:
            self._pump = asyncio.ensure_future(self._send_all())

    async def _send_all(self) -> None:
        try:
            while self._outgoing:
                frame = self._outgoing.popleft()
                await self._send(frame.text)
                self._unsent -= len(frame.text)
        except Exception as error:
            # The page went away between two frames; its disconnect follows.
            logger.debug("A frame found no page: %r", error)
            self.gone()
        finally:
            self._pump = None

    async def _close_after_all(self, code: int) -> None:
        if self._pump:
            await asyncio.gather(self._pump, return_exceptions=True)
        try:
            await self._close(code)
        except Exception as error:
            logger.debug("The page had gone already: %r", error)


class DirectSocket(Socket):
    """A page whose connection can be written to at once, as our own server offers (site_config/serving)."""

    __slots__ = ("way", "wire")

    def __init__(self, user: int, session: Session, send, close, wire):
        super().__init__(user, session, send, close)
        self.wire = wire
        self.way = wire.send

    def send(self, frame: Frame) -> bool:
        if self.lagging or not self.open:
            return False
        self.queue_bytes(frame.wire)
        return True

    def queue_bytes(self, data: bytes) -> None:
        """Send encoded frames, or the rest of one, after what waits."""
        if self.wire.write(data) > MOST_UNSENT:
            self._lag()

    @property
    def unsent(self) -> int:
        return self.wire.unsent

    def abandon(self) -> None:
        self._end()
        self.wire.abort()
