import asyncio
import math

from rooms.delivery.frame import Frame
from rooms.delivery.socket import View, waiting

# After something was sent, what follows gathers for so long (seconds) and leaves as one frame. Where sending
# took long, gathering takes longer: a crowded room uses at most this share of the process.
WINDOW = 0.03
SHARE = 0.5
# Pages that are written to at a stretch, before others get their turn.
SLICE = 500


class Outlet:
    """Sends what pages of one room get: at once after a quiet spell, else gathered into one frame.

    sent_at: when anything was sent last, by the loop's clock.
    """

    def __init__(self, metrics):
        # The live views, each by its way. A crowd's objects have left the processor's caches when the next
        # message comes: sending touches nothing of a page but its way.
        self._live: dict = {}
        self._metrics = metrics
        self._loop = asyncio.get_running_loop()
        self._gathered: list[str] = []
        self.sent_at = -math.inf
        self._after = 0
        self._sending = False
        self._quiet_at = 0.0
        self._due: asyncio.TimerHandle | None = None

    def add(self, view: View) -> None:
        """Send to this view from now on."""
        self._live[view.way] = view

    def discard(self, view: View) -> None:
        self._live.pop(view.way, None)

    def send(self, html: str, after: int) -> None:
        """Send some HTML to pages that have applied everything up to clock value `after`."""
        if not self._live:
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
        if self._live and gathered:
            self._sending = True
            self.sent_at = self._loop.time()
            self._send_slice(Frame("".join(gathered)), self._after, list(self._live), self.sent_at)

    def _send_slice(self, frame: Frame, after: int, ways: list, began: float) -> None:
        data, size, these = frame.wire, len(frame.wire), ways[:SLICE]
        for way in these:
            try:
                sent = 0 if way in waiting else way(data)
            except BlockingIOError:
                sent = 0
            except OSError:
                continue  # the server notices the loss by itself and ends the connection
            if sent != size:
                self._queue(frame, sent, self._live[way], after)
        self._metrics.delivered(len(these), frame)
        if len(ways) > SLICE:
            self._loop.call_soon(self._send_next, frame, after, ways[SLICE:], began)
        else:
            self._rest(began)

    def _send_next(self, frame: Frame, after: int, ways: list, began: float) -> None:
        """Send to those that have not gone since the last slice."""
        self._send_slice(frame, after, [way for way in ways if way in self._live], began)

    def _queue(self, frame: Frame, sent: int, view: View, after: int) -> None:
        """Let a frame wait of which a page took only so many bytes."""
        if sent:
            view.socket.queue_bytes(frame.wire[sent:])
        elif not view.socket.send(frame):
            view.lag(after)

    def _rest(self, began: float) -> None:
        """Gather for a while, longer where the sending took long."""
        now = self._loop.time()
        self._sending = False
        self._quiet_at = now + max(WINDOW, (now - began) * (1 - SHARE) / SHARE)
        if self._gathered:
            self._due = self._loop.call_at(self._quiet_at, self._flush)
