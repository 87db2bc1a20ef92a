"""An open page of one person at one server process, without a browser: what it was told is what it shows."""

import asyncio
import contextlib
import json
import secrets
from contextlib import AsyncExitStack, asynccontextmanager

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from rooms.dom import named
from rooms.replay.log import Log, swaps_in
from rooms.replay.site import Site

PATIENCE = 15  # seconds


class Page:
    """One socket. A page without a room shows only the list of rooms."""

    def __init__(self, socket, room: dict | None):
        self.socket = socket
        self.room = room
        self.log = Log(room["pk"]) if room else None
        self.times_shown: dict[str, int] = {}
        self.people: list[str] = []
        self.badges: dict[str, str] = {}
        self.answers = 0
        # How often somebody was seen typing.
        self.hints = 0
        self._news = asyncio.Condition()
        self._hearing = asyncio.ensure_future(self._hear())

    @property
    def closed_with(self) -> int | None:
        return self.socket.close_code

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.log.lines]

    def badge(self, room: dict) -> str:
        """Return what the badge of a room says; nothing where there is none."""
        return self.badges.get(named("room", room["pk"], "row"), "")

    async def send(self, **frame) -> None:
        await self.socket.send(json.dumps(frame))

    async def hello(self, cursor: int) -> None:
        await self.send(verb="hello", log=[f"{self.room['pk']}:{cursor}"])
        await self.sees(lambda: self.answers, "the hello is answered")

    async def post(self, body: str) -> None:
        """Say something and wait for the echo."""
        nonce = secrets.token_hex(8)
        await self.send(verb="post", room=self.room["pk"], body=body, nonce=nonce)
        await self.sees(lambda: nonce in self.log.nonces, f"{body!r} is acknowledged")

    async def read_all(self) -> None:
        await self.send(verb="read", room=self.room["pk"], seq=self.log.lines[-1].seq)

    async def sees(self, true, what: str, patience: float = PATIENCE) -> None:
        """Wait until something is true of what this page shows."""
        try:
            async with asyncio.timeout(patience), self._news:
                await self._news.wait_for(true)
        except TimeoutError:
            raise AssertionError(
                f"not within {patience} seconds: {what}; it shows {self._summary()}"
            ) from None

    async def heard_within(self, seconds: float) -> None:
        """Wait until this page is told something, or not."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._news:
                await self._news.wait()

    async def close(self) -> None:
        await self.socket.close()
        await self._hearing

    async def _hear(self) -> None:
        try:
            async for frame in self.socket:
                self._apply(frame)
                await self._tell()
        except ConnectionClosed:
            pass  # killed servers do not say goodbye
        await self._tell()

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    def _apply(self, frame: str) -> None:
        if self.log:
            self.log.apply(frame)
        for swap in swaps_in(frame):
            if swap.style == "ready":
                self.answers += 1
            elif swap.style == "list":
                self.people = [node.text for node in swap.node.all(class_="person__name")]
            elif swap.target in ("rooms", "directs"):
                self.badges |= {row.get("id"): _badge(row) for row in swap.node.children}
            elif swap.node.first(class_="typist"):
                self.hints += 1
            elif swap.style == "log":
                self._count(swap.node)

    def _count(self, node) -> None:
        for message in node.all(class_="message"):
            self.times_shown[message.get("id")] = self.times_shown.get(message.get("id"), 0) + 1

    def _summary(self) -> str:
        texts = self.texts[-5:] if self.log else None
        return f"texts {texts}, people {self.people}, badges {self.badges}, closed with {self.closed_with}"


def _badge(row) -> str:
    badge = row.first(class_="badge")
    return badge.text if badge else ""


async def open_page(server, person: dict, room: dict | None = None, cursor: int = 0) -> Page:
    """Open a page of a person at one server, live."""
    site = Site(server.url)
    socket = await connect(
        site.socket(room["slug"] if room else ""),
        origin=site.origin,
        additional_headers={"Cookie": site.cookie(person["key"])},
        compression=None,
        close_timeout=2,
    )
    page = Page(socket, room)
    if room:
        await page.hello(cursor)
    else:
        await page.send(verb="hello", log=[])
        await page.sees(lambda: page.answers, "the hello is answered")
    return page


@asynccontextmanager
async def pages(*wanted):
    """Open a page for each (server, person, room)."""
    async with AsyncExitStack() as stack:
        opened = []
        for server, person, room in wanted:
            page = await open_page(server, person, room)
            stack.push_async_callback(page.close)
            opened.append(page)
        yield opened


async def texts_after_reload(server, person: dict, room: dict) -> list[str]:
    """Return what a page shows that is loaded now."""
    root = await asyncio.to_thread(Site(server.url).page, f"/chat/{room['slug']}/?newest", person["key"])
    log = Log(room["pk"])
    log.load(root)
    return [line.text for line in log.lines]


async def people_after_reload(server, person: dict, room: dict) -> list[str]:
    """Return who is here on a page that is loaded now."""
    root = await asyncio.to_thread(Site(server.url).page, f"/chat/{room['slug']}/?newest", person["key"])
    people = root.first(id=named("room", room["pk"], "people"))
    return [node.text for node in people.all(class_="person__name")]
