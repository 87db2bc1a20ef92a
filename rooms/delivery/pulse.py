import asyncio

from rooms.delivery.frame import Frame
from rooms.delivery.outlet import SLICE

# How often every page gets something (seconds). One that hears nothing for half as long again asks whether
# its line is dead (static/js/parley.js): that pages ask all the time would cost ten times as much.
PERIOD = 20
# Whoever was sent a message within so many seconds needs no pulse this time.
LATELY = 8

# Nothing, in a frame that the page hears. Some servers do not send an empty one.
BEAT = " "


class Pulse:
    """Lets every page hear that its line lives, and the system notice when a page's line does not."""

    def __init__(self, hub):
        self._hub = hub

    def start(self) -> None:
        self._hub.tasks.begin(self._keep_beating())

    async def _keep_beating(self) -> None:
        while True:
            await asyncio.sleep(PERIOD)
            await self.beat()

    async def beat(self) -> None:
        since, frame = self._hub.loop.time() - LATELY, Frame(BEAT)
        sockets = [socket for socket in self._hub.people.sockets() if not _heard(socket, since)]
        for first in range(0, len(sockets), SLICE):
            for socket in sockets[first : first + SLICE]:
                socket.send(frame)
            await asyncio.sleep(0)


def _heard(socket, since: float) -> bool:
    return any(view.live and view.feed.sent_at > since for view in socket.views.values())
