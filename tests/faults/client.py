"""An open page without a browser: what static/js/parley.js and htmx do, done to a log in memory."""

import asyncio
import contextlib
import json
import random
import secrets
import socket
from http.client import HTTPException

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from rooms.dom import named
from rooms.replay.log import Log, swaps_in
from rooms.replay.site import Site, Unexpected
from tests.faults.history import History, Post

# Seconds after which a page says anew what was not acknowledged, says hello, and takes silence for a dead line.
RESEND, HELLO, SILENCE = 10, 20, 45
# The codes after which htmx comes back, and the one above which parley.js loads the page anew.
COME_BACK = {1006, 1011, 1012, 1013}
SHOWN_OUT = 4000
LONGEST_PAUSE = 8
# Bytes that a page's connection takes in without being read.
ROOM = 16 * 1024
TROUBLE = (OSError, TimeoutError, HTTPException, Unexpected, WebSocketException)


class Client:
    """One person's page of one room. person, room: as the errands give them."""

    def __init__(
        self, name: str, person: dict, room: dict, site: Site, history: History, chance: random.Random
    ):
        self.name = name
        self.person = person
        self.room = room
        self.site = site
        self.history = history
        self.chance = chance
        self.log = Log(room["pk"])
        self.heading: list = []
        self.outbox: dict[str, Post] = {}
        self.is_ready = False
        # The code of a close after which a browser would not come back.
        self.stranded: int | None = None
        self.close_codes: list[int] = []
        self.frames = 0
        self.news = asyncio.Condition()
        self._reads = asyncio.Event()
        self._reads.set()
        self._connection = None
        self._heard_at = 0.0
        self._life: asyncio.Task | None = None

    def open(self) -> None:
        """Load the page and stay connected from now on."""
        self._life = asyncio.create_task(self._live())

    async def close(self) -> None:
        if self._life:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)

    def complaint(self) -> str:
        """Return why this page cannot go on, if it cannot."""
        if self.stranded:
            return f"{self.name} was closed with {self.stranded}, after which no browser comes back"
        if self._life.done() and not self._life.cancelled() and self._life.exception():
            return f"{self.name} ended with {self._life.exception()!r}"
        return ""

    # What a person does

    async def post(self, text: str) -> None:
        """Put something into the outbox: it is said until it is acknowledged."""
        nonce = secrets.token_hex(8)
        self.outbox[nonce] = self.history.posted(self.room["pk"], self.name, nonce, text)
        await self._send_post(nonce)

    async def read(self) -> None:
        if self.is_ready and self.log.cursor:
            await self._send(verb="read", room=self.room["pk"], seq=self.log.cursor)

    async def reload(self) -> None:
        """Load the page anew; what is in the outbox stays there."""
        self.history.tell(self.name, "reloads")
        await self.close()
        self.is_ready = False
        self.open()

    def stop_reading(self) -> None:
        self._reads.clear()

    def read_again(self) -> None:
        self._heard_at = asyncio.get_running_loop().time()
        self._reads.set()

    @property
    def reads(self) -> bool:
        return self._reads.is_set()

    @property
    def waits(self) -> int:
        """How many posts have not been acknowledged."""
        return len(self.outbox)

    # The page

    async def _live(self) -> None:
        while not self.stranded:
            await self._load()
            await self._stay()

    async def _load(self) -> None:
        tries = 0
        while True:
            try:
                path = f"/chat/{self.room['slug']}/"
                page = await asyncio.to_thread(self.site.page, path, self.person["key"])
                break
            except TROUBLE as error:
                self.history.tell(self.name, f"cannot load the page: {error!r}")
                await self._pause(tries)
                tries += 1
        self.log = Log(self.room["pk"])
        self.log.load(page)
        self.heading = heading_in(page)
        self.history.tell(self.name, f"shows {len(self.log.lines)} lines up to clock {self.log.cursor}")

    async def _stay(self) -> None:
        """Be connected until the page has to be loaded anew, or nothing helps any more."""
        tries = 0
        while True:
            if await self._converse():
                tries = 0
            code = self._connection.close_code if self._connection else 1006
            self._connection = None
            self.is_ready = False
            self.close_codes.append(code)
            if code > SHOWN_OUT:
                self.history.tell(self.name, f"was shown out with {code}")
                return await self._pause(1)
            if code not in COME_BACK:
                self.stranded = code
                self.history.tell(self.name, f"was closed with {code} for good")
                return None
            await self._pause(tries)
            tries += 1

    async def _pause(self, tries: int) -> None:
        await asyncio.sleep(min(LONGEST_PAUSE, 0.5 * 2**tries) * self.chance.random())

    async def _converse(self) -> bool:
        """Be connected once; False where that did not come about."""
        try:
            async with await self._connected() as self._connection:
                return await self._speak_and_hear()
        except (*TROUBLE, InvalidHandshake, EOFError) as error:
            self.history.tell(self.name, f"cannot connect: {error!r}")
            return False

    async def _connected(self):
        way = socket.socket()
        way.setblocking(False)
        way.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
        host, port = self.site.address.split(":")
        await asyncio.get_running_loop().sock_connect(way, (host, int(port)))
        return connect(
            self.site.socket(self.room["slug"]),
            sock=way,
            origin=self.site.origin,
            additional_headers={"Cookie": self.site.cookie(self.person["key"])},
            compression=None,
            max_size=None,
            max_queue=4,
            proxy=None,
            ping_interval=None,  # browsers do not ping
            open_timeout=SILENCE,
            close_timeout=1,
        )

    async def _speak_and_hear(self) -> bool:
        connection = self._connection
        self._heard_at = asyncio.get_running_loop().time()
        saying = asyncio.create_task(self._keep_saying())
        with contextlib.suppress(WebSocketException):
            await self._hear_all(connection)
        saying.cancel()
        await asyncio.gather(saying, return_exceptions=True)
        self.history.tell(self.name, f"lost the connection: {connection.close_code}")
        return True

    async def _hear_all(self, connection) -> None:
        while True:
            await self._reads.wait()
            silent = asyncio.get_running_loop().time() - self._heard_at
            try:
                async with asyncio.timeout(max(0.1, SILENCE - silent)):
                    frame = await connection.recv()
            except TimeoutError:
                if self._reads.is_set():
                    self.history.tell(self.name, "heard nothing for too long")
                    return connection.transport.abort()
                continue
            self._heard_at = asyncio.get_running_loop().time()
            self._hear(frame)
            async with self.news:
                self.news.notify_all()

    # Saying

    async def _keep_saying(self) -> None:
        """Say hello and what waits, at once and then now and again."""
        first = [self._send_hello, self._send_posts]
        self.chance.shuffle(first)  # a page may do either first
        for say in first:
            await say()
        rounds = 0
        while True:
            await asyncio.sleep(RESEND)
            rounds += 1
            await self._send_posts()
            if rounds % (HELLO // RESEND) == 0:
                await self._send_hello()

    async def _send_hello(self) -> None:
        await self._send(verb="hello", log=[f"{self.room['pk']}:{self.log.cursor}"])

    async def _send_posts(self) -> None:
        for nonce in list(self.outbox):
            await self._send_post(nonce)

    async def _send_post(self, nonce: str) -> None:
        if post := self.outbox.get(nonce):
            post.times_sent += bool(self._connection)
            await self._send(verb="post", room=post.room, nonce=nonce, body=post.text)

    async def _send(self, **frame) -> None:
        if self._connection:
            with contextlib.suppress(WebSocketException):
                await self._connection.send(json.dumps(frame))

    # Hearing

    def _hear(self, frame: str) -> None:
        self.frames += 1
        self.log.apply(frame)
        for swap in swaps_in(frame):
            if swap.style == "ready":
                self.is_ready = True
            elif swap.style == "delete" and swap.target.startswith("pending-"):
                self._acknowledged(swap.target.removeprefix("pending-"))
            elif swap.target == named("room", self.room["pk"], "heading"):
                self.heading = heading_in(swap.node)
        for nonce in list(self.outbox):
            if f'data-nonce="{nonce}"' in frame:
                self._acknowledged(nonce)

    def _acknowledged(self, nonce: str) -> None:
        if post := self.outbox.pop(nonce, None):
            self.history.acknowledge(post)


def heading_in(root) -> list:
    """Return name, topic and number of members as a piece of a page shows them."""
    heading = root.first(class_="heading")
    topic = heading.first(class_="heading__topic")
    members = heading.first(class_="heading__members")
    return [heading.first(class_="heading__name").text, topic.text if topic else "", int(members.text)]
