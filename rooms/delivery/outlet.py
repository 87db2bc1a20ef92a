import asyncio
import math

from rooms.delivery.frame import Frame
from rooms.delivery.socket import View

# After something was sent, what follows gathers for so long (seconds) and leaves as one frame. Where sending
# took long, gathering takes longer: a crowded room uses at most this share of the process.
WINDOW = 0.03
SHARE = 0.5
# Pages that are written to at a stretch, before others get their turn.
SLICE = 500


class Outlet:
    """Sends what pages of one room get: at once after a quiet spell, else gathered into one frame.

    viewers: the room's views, of which the live ones are sent to.
    sent_at: when anything was sent last, by the loop's clock.
    """

    def __init__(self, viewers: set[View], metrics):
        self._viewers = viewers
        self._metrics = metrics
        self._loop = asyncio.get_running_loop()
        self._gathered: list[str] = []
        self.sent_at = -math.inf
        self._after = 0
        self._sending = False
        self._quiet_at = 0.0
        self._due: asyncio.TimerHandle | None = None

    def send(self, html: str, after: int) -> None:
        """Send some HTML to pages that have applied everything up to clock value `after`."""
        if not self._viewers:
            return
        if not self._gathered:
            self._after = after
        self._gathered.append(html)
        if self._due is None and not self._sending:
            if self._loop.time() >= self._quiet_at:
                self._flush()
            else:
                self._due = self._loop.call_at(self._quiet_at, self._flush)

    def _flush(self) -> None:
        self._due = None
        gathered, self._gathered = self._gathered, []
        views = list(self._viewers)
        if views and gathered:
            self._sending = True
            self.sent_at = self._loop.time()
            self._send_slice(Frame("".join(gathered)), self._after, views, self.sent_at)

    def _send_slice(self, frame: Frame, after: int, views: list[View], began: float) -> None:
        pages = 0
        for view in views[:SLICE]:
            if view.live:
                pages += 1
                if not view.socket.send(frame):
                    view.lag(after)
        self._metrics.delivered(pages, frame)
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
            self._due = self._loop.call_at(self._quiet_at, self._flush)
