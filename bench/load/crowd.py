import asyncio
import math
import time

from bench.load.page import Page
from bench.load.sight import Sight, now, posts_in, text_sent

# Seconds: for all to connect; for the last deliveries; without a frame until nothing more is expected.
PATIENCE, FAREWELL, SILENCE = 240, 30, 3
# Handshakes at the same time.
AT_ONCE = 50


class Crowd:
    """The pages of one stage. Its public coroutines are what the load can be asked for."""

    def __init__(self):
        self.pages: list[Page] = []
        self.tries = 0
        self._tasks: set[asyncio.Task] = set()
        self._news = asyncio.Event()
        self._frames = 0
        self._last_payload, self._last_sight = b"", Sight.of(b"")
        self._listed_payload, self._listed = b"", set()
        self._first_drop = self._last_ready = 0.0
        self._begin_count()

    async def plan(self, readers: list[dict], hello: str | None, post: str) -> dict:
        """Take in who there is and what they say."""
        self.hello, self._post = hello, post
        self.pages = [Page(self, **reader) for reader in readers]
        return {}

    # What pages tell

    def sight_of(self, payload: bytes) -> Sight:
        """Return what a frame brings. Most pages get what the page before got: that is looked into once."""
        self._frames += 1
        if payload != self._last_payload:
            self._last_payload, self._last_sight = payload, Sight.of(payload)
        return self._last_sight

    def posts_of(self, payload: bytes) -> set[bytes]:
        if payload != self._listed_payload:
            self._listed_payload, self._listed = payload, posts_in(payload)
        return self._listed

    def arrived(self, sight: Sight) -> None:
        at = now()
        self._deliveries += sight.posts
        # The oldest of a frame waited longest, the newest shortest: both are kept.
        self._late.append(at - sight.oldest)
        if sight.posts > 1:
            self._late.append(at - sight.newest)

    def is_ready(self) -> None:
        self._last_ready = time.monotonic()
        self._news.set()

    def is_gone(self) -> None:
        self._first_drop = self._first_drop or time.monotonic()

    def begin(self, work) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Connecting

    async def connect(self, count: int) -> dict:
        """Open the first pages; seconds: from the first handshake until the last page was ready."""
        began = time.monotonic()
        gate = asyncio.Semaphore(AT_ONCE)
        new = [page for page in self.pages[:count] if page.transport is None]

        async def one(page: Page) -> None:
            async with gate:
                await page.open()

        await asyncio.gather(*(one(page) for page in new))
        await self._until(lambda: all(page.ready for page in new), PATIENCE)
        return {"sockets": len(new), "seconds": time.monotonic() - began}

    async def settle(self) -> dict:
        """Wait until nothing has come for a second."""
        seen = -1
        until = time.monotonic() + FAREWELL
        while seen != self._frames and time.monotonic() < until:
            seen = self._frames
            await asyncio.sleep(1)
        return {}

    # Posting

    async def post(self, rate: float, seconds: float) -> dict:
        """Post at a steady rate; return what arrived, and how late (ms, from when each post was due)."""
        self._begin_count()
        pages = [page for page in self.pages if page.ready]
        for page in pages:
            page.got = 0
        began = time.monotonic()
        posts = await self._post_steadily(pages, rate, seconds)
        await self._until_all_came(posts * len(pages))
        took = time.monotonic() - began
        return {
            "posts": posts,
            "deliveries": self._deliveries,
            "expected": posts * len(pages),
            "lost": sum(max(0, posts - page.got) for page in pages),
            "doubled": sum(max(0, page.got - posts) for page in pages),
            "closed": sum(not page.ready for page in pages),
            "seconds": took,
            **self._lateness(),
        }

    async def day(self, rate: float, seconds: float, drops: float) -> dict:
        """Post at a steady rate while pages go (so many a second) and come back."""
        self._begin_count()
        self.tries = 0
        leaving = asyncio.ensure_future(self._drop_steadily(drops))
        posts = await self._post_steadily(self.pages, rate, seconds)
        leaving.cancel()
        await self._until(lambda: all(page.ready for page in self.pages), PATIENCE)
        await self.settle()
        return {"posts": posts, "returns": self.tries, "deliveries": self._deliveries}

    async def _post_steadily(self, pages: list[Page], rate: float, seconds: float) -> int:
        began = time.monotonic()
        posts = max(1, int(rate * seconds))
        sent = 0
        for n in range(posts):
            due = began + n / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            sent += self._say_something(pages[n % len(pages)], due)
        return sent

    def _say_something(self, page: Page, due: float) -> bool:
        if page.ready:
            page.say(self._post, nonce=f"{time.monotonic_ns():024x}", text=text_sent(due))
        return page.ready

    async def _drop_steadily(self, drops: float) -> None:
        n = 0
        while True:
            await asyncio.sleep(1 / drops)
            page = self.pages[n % len(self.pages)]
            n += 7  # not the one that is about to post
            if page.ready:
                page.returns = True
                page.drop()

    # All at once

    async def expect_return(self) -> dict:
        """Have every page come back by itself from now on, and note which posts it gets."""
        for page in self.pages:
            page.returns, page.posts = True, set()
        self._first_drop = self._last_ready = 0.0
        self.tries = 0
        return {}

    async def returned(self, missed: int, more: int) -> dict:
        """Wait until every page is back and has all posts: those it missed, and more that are posted now.

        Times are of the monotonic clock.
        """
        saying = asyncio.ensure_future(self._say_more(more))
        complete = lambda page: page.ready and len(page.posts) >= missed + more  # noqa: E731
        behind = self.pages
        until = time.monotonic() + PATIENCE
        while behind and time.monotonic() < until:
            await asyncio.sleep(0.02)
            behind = [page for page in behind if not complete(page)]
        at = time.monotonic()
        await saying
        return {
            "dropped_at": self._first_drop,
            "ready_at": self._last_ready,
            "caught_up_at": at,
            "behind": len(behind),
            "tries": self.tries,
        }

    async def _say_more(self, count: int) -> None:
        """Post by pages that are back already, four times a second."""
        for _n in range(count):
            await self._until(lambda: any(page.ready for page in self.pages), PATIENCE)
            self._say_something(next(page for page in self.pages if page.ready), time.monotonic())
            await asyncio.sleep(0.25)

    # Counting

    def _begin_count(self) -> None:
        self._late: list[int] = []
        self._deliveries = 0

    async def _until_all_came(self, expected: int) -> None:
        until = time.monotonic() + FAREWELL
        last, heard = self._deliveries, time.monotonic()
        while self._deliveries < expected and time.monotonic() < min(until, heard + SILENCE):
            await asyncio.sleep(0.02)
            if self._deliveries != last:
                last, heard = self._deliveries, time.monotonic()

    def _lateness(self) -> dict:
        late = sorted(self._late)
        at = lambda share: late[math.ceil(len(late) * share) - 1] / 1000 if late else None  # noqa: E731
        return {"p50": at(0.5), "p99": at(0.99)}

    async def _until(self, true, patience: float) -> None:
        async with asyncio.timeout(patience):
            while not true():
                self._news.clear()
                await self._news.wait()
