import asyncio
import logging

logger = logging.getLogger(__name__)

# How often lagging pages are looked at, and how late the loop is where nobody lags (seconds).
PERIOD, QUIET_PERIOD = 0.25, 1
# How long a page may lag (seconds).
PATIENCE = 30


class Stragglers:
    """Pages that do not take what they are sent: caught up once they drained, given up when they do not."""

    def __init__(self, hub):
        self._hub = hub
        self._since: dict = {}

    def start(self) -> None:
        self._hub.tasks.begin(self._keep_looking())

    async def _keep_looking(self) -> None:
        while True:
            period = PERIOD if self._hub.metrics.lagging else QUIET_PERIOD
            due = self._hub.loop.time() + period
            await asyncio.sleep(period)
            self._hub.metrics.loop_delay = self._hub.loop.time() - due
            for socket in list(self._hub.metrics.lagging):
                self._look_at(socket)

    def _look_at(self, socket) -> None:
        lagging, metrics = self._hub.metrics.lagging, self._hub.metrics
        since = self._since.setdefault(socket, self._hub.loop.time())
        if socket.open and socket.unsent and self._hub.loop.time() - since < PATIENCE:
            return
        lagging.discard(socket)
        del self._since[socket]
        if not socket.open:
            return
        if socket.unsent:
            metrics.abandoned += 1
            socket.abandon()
        else:
            metrics.lagged += 1
            socket.lagging = False
            self._hub.tasks.begin(self._catch_up(socket))

    async def _catch_up(self, socket) -> None:
        for view in list(socket.views.values()):
            if view.feed and not view.live:
                await view.feed.catch_up(view, view.cursor)
            elif view.feed:
                await view.feed.show_people(view)
        # It may have lagged while its hello was answered.
        socket.say(self._hub.loader.ready(self._hub.people.pause))
