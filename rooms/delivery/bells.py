import asyncio
import contextlib
import logging

from channels.layers import InMemoryChannelLayer, get_channel_layer

from rooms.delivery import events

logger = logging.getLogger(__name__)

# Beyond this many unsent bells the layer is down: more would only fill memory, and the safety net works.
MOST_UNSENT = 1000
PATIENCE = 5  # seconds
# How often a layer that failed is asked whether it is back.
PROBE = 1  # seconds


def reaches_others(layer) -> bool:
    """Whether a channel layer leads to other processes: the in-memory one does not."""
    return not isinstance(layer, InMemoryChannelLayer)


class Bells:
    """This process's one channel in the channel layer, which may lose anything at any time.

    down: the layer failed; until it answers a probe nobody waits for it, and bells are not rung.
    """

    def __init__(self, hub):
        self._hub = hub
        self.layer = get_channel_layer()
        self.errors = 0
        self.down = False
        self._groups: set[str] = set()
        self._unsent: asyncio.Queue = asyncio.Queue(MOST_UNSENT)
        self._one_at_a_time = asyncio.Lock()
        self._channel = None

    async def start(self) -> None:
        try:
            await self._open()
        except Exception as error:
            # The process serves without: all that the hub does besides must begin.
            self._fell(error)
        for loop in (self._ring(), self._listen()):
            self._hub.tasks.begin(loop)
        self.join_soon(events.EVERYWHERE)

    async def stop(self) -> None:
        """Ring what has not been rung, then hear nothing more."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._unsent.join()
        for group in list(self._groups):
            await self._leave(group)

    async def join(self, group: str) -> None:
        """Hear what is told to `group` from now on, if the layer lives."""
        async with self._one_at_a_time:
            if group not in self._groups:
                self._groups.add(group)
                await self._try(self.layer.group_add(group, self._channel))

    def join_soon(self, group: str) -> None:
        self._hub.tasks.begin(self.join(group))

    def leave_soon(self, group: str, unless) -> None:
        """Stop hearing `group`, unless `unless()` says that somebody came back meanwhile."""
        self._hub.tasks.begin(self._leave(group, unless))

    def ring(self, event) -> None:
        """Tell the other processes, soon and in order."""
        if not reaches_others(self.layer):
            return
        try:
            self._unsent.put_nowait(event)
        except asyncio.QueueFull:
            self.errors += 1

    async def rejoin(self) -> None:
        """Say again which groups we are in: memberships lapse after a day, or with a layer that failed."""
        for group in list(self._groups):
            await self._try(self.layer.group_add(group, self._channel))

    async def _open(self) -> None:
        async with asyncio.timeout(PATIENCE):
            self._channel = await self.layer.new_channel("hub")

    async def _probe(self) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.layer.group_send("probe", {"type": "probe"})

    async def _mend(self) -> None:
        while self.down:
            await asyncio.sleep(PROBE)
            with contextlib.suppress(Exception):
                await (self._probe() if self._channel else self._open())
                self.down = False
        logger.warning("The channel layer is back")
        await self.rejoin()

    async def _leave(self, group: str, unless=lambda: False) -> None:
        async with self._one_at_a_time:
            if group in self._groups and not unless():
                self._groups.discard(group)
                await self._try(self.layer.group_discard(group, self._channel))

    async def _ring(self) -> None:
        while True:
            event = await self._unsent.get()
            await self._try(self.layer.group_send(event.group, events.to_wire(event, self._hub.key)))
            self._unsent.task_done()

    async def _listen(self) -> None:
        while True:
            if self._channel is None:
                await asyncio.sleep(PROBE)  # the layer was down when this process began
                continue
            try:
                self._take(await self.layer.receive(self._channel))
            except Exception:
                self.errors += 1
                logger.exception("A bell could not be heard")
                await asyncio.sleep(PROBE)

    def _take(self, message: dict) -> None:
        if message.get("sender") == self._hub.key:
            return
        try:
            event = events.from_wire(message)
        except (KeyError, TypeError):
            return  # from another version of the site, which knows more or less than this one
        self._hub.receive(event)

    async def _try(self, call) -> None:
        if self.down:
            call.close()
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await call
        except Exception as error:
            self.errors += 1
            self._fell(error)

    def _fell(self, error: Exception) -> None:
        if not self.down:
            logger.warning("The channel layer failed: %r", error)
            self.down = True
            self._hub.tasks.begin(self._mend())
