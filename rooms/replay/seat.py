"""One person's open page of a room, which comes back by itself when its socket is lost."""

import asyncio
import contextlib
import json
import random
import re
import secrets
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from rooms.dom import named
from rooms.replay.html import parsed

# Seconds without an answer after which a post is sent again, and after which it is given up.
SILENCE = 5
PATIENCE = 60
# A page that is refused waits so long at first (seconds), then twice as long each time, up to so many times.
PAUSE = 0.5
REFUSALS = 8
LONGEST_PAUSE = 8
# Codes from here on say that coming back is no use.
SHOWN_OUT = 4000


class NotPosted(Exception):
    """A line was never acknowledged."""


class Refused(NotPosted):
    """The server does not want this line."""


@dataclass
class Totals:
    """What happened to all pages together."""

    posted: int = 0
    resent: int = 0
    refused: int = 0
    returned: int = 0
    skipped: int = 0
    lost: list[str] = field(default_factory=list)


class Post:
    """Something that a page says, until the echo comes. outcome: of the last time it was sent."""

    def __init__(self, room_pk: int, body: str):
        self.nonce = secrets.token_hex(8)
        self.frame = json.dumps({"verb": "post", "room": room_pk, "body": body, "nonce": self.nonce})
        self.outcome: asyncio.Future = asyncio.get_running_loop().create_future()

    def answered(self, outcome: str) -> None:
        if not self.outcome.done():
            self.outcome.set_result(outcome)

    def again(self) -> None:
        if self.outcome.result() != ECHOED:
            self.outcome = asyncio.get_running_loop().create_future()


ECHOED, REFUSED, LOST = "echoed", "refused", "lost"


class Seat:
    """An open page.

    where: address of the socket; headers: of its handshake; since: returns the cursor to say hello with;
    hears: called with each frame, for a page that is read by somebody.
    """

    def __init__(
        self, room_pk: int, where: str, headers: dict[str, str], *, since, totals: Totals, hears=None
    ):
        self.room_pk = room_pk
        self.shown_out: int | None = None
        self.cursor = 0
        self._where = where
        self._headers = dict(headers)
        self._origin = self._headers.pop("Origin")
        self._since = since
        self._totals = totals
        self._hears = hears
        self._ready = asyncio.Event()
        self._post: Post | None = None
        self._reason = ""
        self._trouble = "no answer"
        self._connection = None
        self._cursors = re.compile(rf'log:#{named("room", room_pk, "log")}" data-cursor="(\d+)"')
        self._task = asyncio.ensure_future(self._stay())

    async def ready(self) -> None:
        """Wait until the page is live."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._ready.wait()
        except TimeoutError:
            raise NotPosted(f"the server did not let a page in: {self._trouble}") from None
        self._look()

    async def leave(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    # Saying something

    async def post(self, body: str) -> str:
        """Say something and wait for the echo; return the nonce. Raises NotPosted."""
        self._post = post = Post(self.room_pk, body)
        self._reason = "the server did not answer"
        try:
            async with asyncio.timeout(PATIENCE):
                await self._until_echoed(post)
        except TimeoutError:
            raise NotPosted(self._reason) from None
        finally:
            self._post = None
        self._totals.posted += 1
        return post.nonce

    async def _until_echoed(self, post: Post) -> None:
        refusals = 0
        while True:
            outcome = await self._sent_once(post)
            if outcome == ECHOED:
                return
            if outcome == REFUSED:
                refusals += 1
                self._totals.refused += 1
                if refusals > REFUSALS:
                    raise Refused(self._reason)
                await asyncio.sleep(min(LONGEST_PAUSE, PAUSE * 2 ** (refusals - 1)))
            else:
                self._totals.resent += 1
            post.again()

    async def _sent_once(self, post: Post) -> str:
        await self._ready.wait()
        self._look()
        with contextlib.suppress(WebSocketException):
            await self._connection.send(post.frame)
        try:
            return await asyncio.wait_for(asyncio.shield(post.outcome), SILENCE)
        except TimeoutError:
            post.answered(LOST)
            return post.outcome.result()

    def _look(self) -> None:
        if self.shown_out:
            raise NotPosted(f"the server closed the page with {self.shown_out}")

    # Hearing

    async def _stay(self) -> None:
        tries = 0
        while self.shown_out is None:
            try:
                async with self._connected() as connection:
                    tries = 0
                    await self._converse(connection)
            except (OSError, TimeoutError, WebSocketException) as error:
                self._trouble = str(error)
            self._disconnected()
            tries += 1
            await asyncio.sleep(min(5, 0.1 * 2**tries) * random.random())  # noqa: S311 (spreads returns)

    def _connected(self):
        return connect(
            self._where,
            origin=self._origin,
            additional_headers=self._headers,
            compression=None,
            max_size=None,
            proxy=None,
            open_timeout=20,
            close_timeout=2,
        )

    async def _converse(self, connection) -> None:
        self._connection = connection
        await connection.send(json.dumps({"verb": "hello", "log": [f"{self.room_pk}:{self._since()}"]}))
        async for frame in connection:
            self._hear(frame)

    def _disconnected(self) -> None:
        code = self._connection and self._connection.close_code
        if code and code >= SHOWN_OUT:
            self.shown_out = code
            self._ready.set()  # whoever waits looks why
        elif self._ready.is_set():
            self._ready.clear()
            self._totals.returned += 1
        if self._post:
            self._post.answered(LOST)

    def _hear(self, frame: str) -> None:
        if self._hears:
            self._hears(frame)
        if "ready:#page" in frame:
            self._ready.set()
        if self._post and self._post.nonce in frame:
            self._answered(frame)
        elif self._post and "upsert:#notice" in frame:
            self._refused(frame)

    def _answered(self, frame: str) -> None:
        if f'data-nonce="{self._post.nonce}"' not in frame:
            return self._refused(frame)
        self.cursor = max((int(cursor) for cursor in self._cursors.findall(frame)), default=0)
        self._post.answered(ECHOED)

    def _refused(self, frame: str) -> None:
        self._reason = parsed(frame).text.strip()
        self._post.answered(REFUSED)
