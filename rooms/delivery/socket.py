import asyncio
import logging
from collections import deque
from dataclasses import dataclass

logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class View:
    """One room on one page: live once it has been caught up."""

    socket: "Socket"
    room: int
    live: bool = False
    # What the page must have applied by the time it next says hello.
    owed: int = 0
    # The other person of a direct conversation, whose presence this page shows.
    watched: int | None = None


class Socket:
    """One open page: what it shows, and what waits to be sent to it."""

    def __init__(self, user: int, session_key: str, send, close):
        """`send(text)` and `close(code)` are coroutines of the server's side of the socket."""
        self.user = user
        self.session_key = session_key
        self.views: dict[int, View] = {}
        self.unread_rooms: set[int] = set()
        self.badges_due = False
        self.badges_at = 0.0
        self.open = True
        self._send = send
        self._close = close
        self._outgoing: deque[str] = deque()
        self._pump: asyncio.Task | None = None

    def send(self, frame: str) -> None:
        """Send a frame after those that wait already. Never blocks, never raises."""
        if not self.open or not frame:
            return
        self._outgoing.append(frame)
        if self._pump is None:
            self._pump = asyncio.ensure_future(self._send_all())

    def close(self, code: int) -> None:
        """Close with `code` after what waits was sent."""
        if self.open:
            self.open = False
            self._closing = asyncio.ensure_future(self._close_after_all(code))

    def gone(self) -> None:
        """The connection has ended."""
        self.open = False
        self._outgoing.clear()

    async def _send_all(self) -> None:
        try:
            while self._outgoing:
                await self._send(self._outgoing.popleft())
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
