"""An open page without a browser: what static/js/parley.js and htmx do, done to a log in memory."""

import asyncio
import contextlib
import json
import random
import secrets
import socket
from http.client import HTTPException
from urllib.parse import urlencode

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from rooms.dom import named
from rooms.replay.log import Log, swaps_in
from rooms.replay.site import Site, Unexpected
from tests.faults.history import History, Post

# Seconds after which a page says anew what was not acknowledged, after which it asks a silent server, and
# within which it wants an answer.
RESEND, SILENCE, ANSWER = 10, 30, 10
# Above this close code the page is loaded anew, else it comes back by itself.
SHOWN_OUT = 4000
# Seconds within which a page comes back that was told nothing else, and at most.
PAUSE, LONGEST_PAUSE = 0.5, 8
# Bytes that a page's connection takes in without being read.
ROOM = 16 * 1024
# Messages that people still do something about.
RECENT = 30
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
        self.close_codes: list[int] = []
        self._reads = asyncio.Event()
        self._reads.set()
        self._connection = None
        self._heard_at = 0.0
        self._asked = False
        self._pause_within = PAUSE
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
        if self._life.done() and not self._life.cancelled() and self._life.exception():
            return f"{self.name} ended with {self._life.exception()!r}"
        return ""

    # What a person does

    async def post(self, text: str, reply_to: str = "") -> None:
        """Put something into the outbox: it is said until it is acknowledged."""
        nonce = secrets.token_hex(8)
        self.outbox[nonce] = self.history.posted(self.room["pk"], self.name, nonce, text, reply_to)
        await self._send_post(nonce)

    async def read(self) -> None:
        if self.is_ready and self.log.cursor:
            await self._send(verb="read", room=self.room["pk"], seq=self.log.cursor)

    async def change(self, line, what: str, **data: str) -> None:
        """Do something to a message by a form of its menu. Whether it took is not known where that fails."""
        pk = line.id.removeprefix("message-")
        path = f"/chat/{self.room['slug']}/messages/{pk}/{what}/"
        try:
            await asyncio.to_thread(self.site.submit, path, self.person["key"], urlencode(data))
        except TROUBLE as error:
            self.history.tell(self.name, f"cannot say whether {what} of {line.id} was taken: {error!r}")
        else:
            self.history.tell(self.name, f"{what} of {line.id}")

    def recent(self, mine: bool) -> list:
        """Return messages that were said of late and not taken back."""
        lines = [line for line in self.log.lines[-RECENT:] if line.text]
        return [line for line in lines if line.author == self.person["pk"]] if mine else lines

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
    def port(self) -> int | None:
        """The port from which this page is connected."""
        return self._connection.local_address[1] if self._connection else None

    @property
    def reads(self) -> bool:
        return self._reads.is_set()

    @property
    def waits(self) -> int:
        """How many posts have not been acknowledged."""
        return len(self.outbox)

    # The page

    async def _live(self) -> None:
        while True:
            await self._load()
            await self._stay()

    async def _load(self) -> None:
        while True:
            try:
                path = f"/chat/{self.room['slug']}/?newest"
                page = await asyncio.to_thread(self.site.page, path, self.person["key"])
                break
            except TROUBLE as error:
                self.history.tell(self.name, f"cannot load the page: {error!r}")
                await self._pause()
        self.log = Log(self.room["pk"])
        self.log.load(page)
        self.heading = heading_in(page)
        self.history.tell(self.name, f"shows {len(self.log.lines)} lines up to clock {self.log.cursor}")

    async def _stay(self) -> None:
        """Be connected until the page has to be loaded anew."""
        while True:
            await self._converse()
            code = self._connection.close_code if self._connection else 1006
            self._connection = None
            self.is_ready = False
            self.close_codes.append(int(code))
            await self._pause()
            if code > SHOWN_OUT:
                return self.history.tell(self.name, f"was shown out with {code}")

    async def _pause(self) -> None:
        await asyncio.sleep(self._pause_within * self.chance.random())
        if self._pause_within < LONGEST_PAUSE:
            self._pause_within *= 2

    async def _converse(self) -> None:
        """Be connected once, if that comes about."""
        try:
            async with await self._connected() as self._connection:
                await self._speak_and_hear()
        except (*TROUBLE, InvalidHandshake, EOFError) as error:
            self.history.tell(self.name, f"cannot connect: {error!r}")

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
            open_timeout=SILENCE + ANSWER,
            close_timeout=1,
        )

    async def _speak_and_hear(self) -> None:
        connection = self._connection
        self._heard_at = asyncio.get_running_loop().time()
        self._asked = False
        beside = [
            asyncio.create_task(self._keep_saying()),
            asyncio.create_task(self._keep_watching(connection)),
        ]
        try:
            with contextlib.suppress(WebSocketException):
                await self._hear_all(connection)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        self.history.tell(self.name, f"lost the connection: {connection.close_code}")

    async def _hear_all(self, connection) -> None:
        while True:
            await self._reads.wait()
            self._hear(await connection.recv())
            self._heard_at = asyncio.get_running_loop().time()

    # Saying

    async def _keep_saying(self) -> None:
        """Say hello and what waits, at once and then now and again."""
        first = [self._send_hello, self._send_posts]
        self.chance.shuffle(first)  # a page may do either first
        for say in first:
            await say()
        while True:
            await asyncio.sleep(RESEND)
            await self._send_posts()

    async def _keep_watching(self, connection) -> None:
        """Ask a server that has been silent, and give up a line on which no answer comes."""
        while True:
            await asyncio.sleep(1)
            if not self.reads:
                continue
            silent = asyncio.get_running_loop().time() - self._heard_at
            if silent > SILENCE + ANSWER:
                self.history.tell(self.name, "heard nothing for too long")
                return connection.transport.abort()
            if silent > SILENCE and not self._asked:
                self._asked = True
                await self._send_hello()

    async def _send_hello(self) -> None:
        await self._send(verb="hello", log=[f"{self.room['pk']}:{self.log.cursor}"])

    async def _send_posts(self) -> None:
        for nonce in list(self.outbox):
            await self._send_post(nonce)

    async def _send_post(self, nonce: str) -> None:
        if post := self.outbox.get(nonce):
            post.times_sent += bool(self._connection)
            await self._send(verb="post", room=post.room, nonce=nonce, body=post.text, reply_to=post.reply_to)

    async def _send(self, **frame) -> None:
        if self._connection:
            with contextlib.suppress(WebSocketException):
                await self._connection.send(json.dumps(frame))

    # Hearing

    def _hear(self, frame: str) -> None:
        self._asked = False
        self.log.apply(frame)
        for swap in swaps_in(frame):
            if swap.style == "ready":
                self.is_ready = True
                self._pause_within = int(swap.node.get("data-pause")) / 1000
            elif swap.style == "delete" and swap.target.startswith("pending-"):
                self._acknowledged(swap.target.removeprefix("pending-"))
            elif swap.target == "notice" or swap.target.startswith("refusal-"):
                self.history.tell(self.name, f"is told: {swap.node.text}")
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
