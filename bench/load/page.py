import asyncio
import random

from picows import WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

# The page's own way back (`lose` of static/js/parley.js): after a moment within its pause, which the server
# suggests in the answer to hello, then within twice that, up to so many milliseconds; with codes up to 4000.
FIRST_PAUSE, LONGEST_PAUSE, LAST_CODE = 500, 8000, 4000
LOST = 1006


class Page(WSListener):
    """One open page of one person.

    got: posts that came since this was last set to 0; posts: which ones, while that is asked for;
    returns: whether it comes back by itself, as a browser's page does.
    """

    def __init__(self, crowd, url: str, headers: list, room: int | None):
        self.crowd = crowd
        self.url = url
        self.headers = headers
        self.room = room
        self.cursor = 0
        self.got = 0
        self.posts: set[bytes] | None = None
        self.ready = False
        self.returns = False
        self.transport = None
        self._code = LOST
        self._met = False
        self._pause = FIRST_PAUSE

    async def open(self) -> None:
        self._code, self._met = LOST, False
        await ws_connect(
            lambda: self, self.url, extra_headers=self.headers, websocket_handshake_timeout=120, proxy=None
        )
        # picows raises nothing where the server ends during the handshake.
        if not self._met:
            raise ConnectionResetError

    def say(self, template: str, **values) -> None:
        text = template
        for name, value in {"room": self.room, "cursor": self.cursor, **values}.items():
            text = text.replace(f"<{name}>", str(value))
        self.transport.send(WSMsgType.TEXT, text.encode())

    def drop(self) -> None:
        self.transport.disconnect()

    # What happens to it

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport, self._met = transport, True
        if self.crowd.hello:
            self.say(self.crowd.hello)
        else:
            self._be_ready()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        kind = frame.msg_type
        if kind == WSMsgType.TEXT:
            self._see(frame.get_payload_as_bytes())
        elif kind == WSMsgType.CLOSE:
            self._code = frame.get_close_code()

    def _see(self, payload: bytes) -> None:
        sight = self.crowd.sight_of(payload)
        if sight.cursor:
            self.cursor = sight.cursor
        if sight.posts:
            self.got += sight.posts
            self.crowd.arrived(sight)
            if self.posts is not None:
                self.posts |= self.crowd.posts_of(payload)
        if sight.ready and not self.ready:
            self._pause = sight.pause or self._pause
            self._be_ready()

    def _be_ready(self) -> None:
        self.ready = True
        self.crowd.is_ready()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.ready = False
        self.transport = None
        self.crowd.is_gone()
        if self.returns and self._code <= LAST_CODE:
            self.crowd.begin(self._return())

    async def _return(self) -> None:
        while True:
            await asyncio.sleep(self._pause / 1000 * random.random())
            if self._pause < LONGEST_PAUSE:
                self._pause *= 2
            self.crowd.tries += 1
            try:
                return await self.open()
            except (OSError, WSError, TimeoutError):
                continue
