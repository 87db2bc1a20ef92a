"""Everybody together: pages that talk, nemeses at work, and the comparison in the end."""

import asyncio
import contextlib
import random
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from rooms.replay.site import Site
from tests import errands
from tests.faults import check, operations
from tests.faults.client import Client
from tests.faults.history import History
from tests.faults.memory import MOST, Scales
from tests.faults.plan import Strike
from tests.faults.proxy import Proxy
from tests.faults.window import Window, Windows

# Seconds within which everything is as it should be again once all faults are healed: a page comes back
# within eight, says again what was not acknowledged after ten, and takes a silent line for dead after 40.
PATIENCE = 90
GLANCE = 0.1
# How many times faster people write where they are wordy.
HASTE = 4


class Broken(AssertionError):
    """The guarantee does not hold; the text is the history of it."""


class Stage:
    """Rooms with open pages in front of a cluster.

    size: number of rooms, of pages without a browser, and of browsers; pace: posts a second of each page.
    complaints: what was wrong besides messages; wordy: rooms in which people say much; lags: how often a page
    was found lagging that did not read.
    """

    def __init__(self, cluster, windows: Windows, seed: int, size: tuple[int, int, int], pace: float):
        self.cluster = cluster
        self.chance = random.Random(seed)
        self.history = History()
        self.proxy = Proxy([server.port for server in cluster.servers], self.chance)
        self.scales = Scales(cluster)
        self.size = size
        self.pace = pace
        self.clients: list[Client] = []
        self.windows: list[Window] = []
        self.complaints: list[str] = []
        self.wordy: set[int] = set()
        self.strikes: Counter[str] = Counter()
        self.compared = 0
        self.lags = 0
        self._browsers = windows
        self._talks: list[asyncio.Task] = []
        self._hush = asyncio.Event()

    @property
    def pages(self) -> list:
        return [*self.clients, *self.windows]

    # Before and after

    async def __aenter__(self) -> "Stage":
        # Loading a page over a dead line takes a thread until it is given up.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(64))
        await self.proxy.open()
        self.site = Site(self.proxy.url)
        await asyncio.to_thread(self._set_scene)
        for client in self.clients:
            client.open()
        for window in self.windows:
            await window.open()
        self._weighing = asyncio.create_task(self.scales.keep_weighing())
        await self.settle()
        return self

    async def __aexit__(self, *_error) -> None:
        self._weighing.cancel()
        await self.be_silent()
        await asyncio.gather(*(client.close() for client in self.clients))
        for window in self.windows:
            await window.close()
        await self.proxy.close()
        await asyncio.to_thread(self.cluster.heal)

    def _set_scene(self) -> None:
        rooms, clients, windows = self.size
        names = [f"client{n}" for n in range(clients)] + [f"browser{n}" for n in range(windows)]
        number = next(self.cluster.scenes)
        self.host, *people = self.cluster.clerk.do(errands.make_people, number, "host", *names)
        pks = [person["pk"] for person in people]
        self.rooms = []
        for n in range(rooms):
            name = f"Room {n} {number}"
            made = self.cluster.clerk.do(errands.make_room, name, "open", self.host["pk"], *pks)
            self.rooms.append(made | {"name": name})
        for n, (name, person) in enumerate(zip(names, people, strict=True)):
            room = self.rooms[n % rooms]
            seat = name, person, room
            if n < clients:
                chance = random.Random(self.chance.random())
                self.clients.append(Client(*seat, self.site, self.history, chance))
            else:
                self.windows.append(Window(*seat, self.proxy.url, self.history, self._browsers))

    def change_topic(self, room: dict, topic: str) -> None:
        body = urlencode({"name": room["name"], "topic": topic})
        self.site.submit(f"/chat/{room['slug']}/edit/", self.host["key"], body)

    def clients_at(self, server) -> list[Client]:
        """Return the pages without a browser that are connected to a server."""
        ports = {line.page_port for line in self.proxy.sockets if line.server_port == server.port}
        return [client for client in self.clients if client.port in ports]

    def complain(self, what: str) -> None:
        """Note that something besides messages went wrong, with what went before."""
        before = [f"  {event}" for event in self.history.events if event.who == "nemesis"][-12:]
        self.complaints.append("\n".join([what, *before]))

    def lagged(self) -> float:
        """Return how many pages the servers have found lagging."""
        figures = ("parley_lagging", "parley_lagged", "parley_abandoned")
        total = 0.0
        for server in self.cluster.alive:
            with contextlib.suppress(OSError):
                total += sum(server.figure(figure) for figure in figures)
        return total

    # Talking

    def talk(self, does=operations.OPERATIONS) -> None:
        """Let everybody do what people do, from now on."""
        self._hush.clear()
        self._talks = [asyncio.create_task(self._talk(page, does)) for page in self.pages]

    async def be_silent(self) -> None:
        """Let everybody end what they are doing, and do no more: what is cut off could still come about."""
        self._hush.set()
        talks, self._talks = self._talks, []
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*talks)

    async def _talk(self, page, does: list) -> None:
        while not self._hush.is_set():
            wordy = page.room["pk"] in self.wordy
            await self._pause(self.chance.expovariate(self.pace * (HASTE if wordy else 1)))
            operation = operations.SayMuch() if wordy else operations.any_of(does, self.chance)
            if page.reads:
                await operation.perform(page, self)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._hush.wait(), seconds)

    async def sees(self, true, what: str) -> None:
        """Wait until something is true of the pages."""
        await self._until(true, what)

    async def acknowledged(self, number: int) -> None:
        """Wait until so many more posts were acknowledged."""
        enough = self.history.acknowledged + number
        await self._until(lambda: self.history.acknowledged >= enough, f"{number} posts are acknowledged")

    # Nemeses

    async def strike(self, strike: Strike) -> None:
        """Let a nemesis work for as long as it was planned."""
        nemesis = strike.nemesis()
        await self._begin(nemesis, random.Random(strike.seed))
        await asyncio.sleep(strike.ends - strike.begins)
        await self._end(nemesis)

    async def strike_until(self, nemesis, posts: int) -> None:
        """Let a nemesis work until it was felt and so many posts were acknowledged meanwhile."""
        await self._begin(nemesis, self.chance)
        try:
            if not nemesis.stops_all:
                await self.acknowledged(posts)
            await self._until_async(lambda: nemesis.has_worked(self), f"{nemesis} is felt")
        finally:
            await self._end(nemesis)

    async def follow(self, plan: list[Strike]) -> None:
        """Let strikes fall as planned; return when all are healed."""
        began = self.history.now

        targets = defaultdict(asyncio.Lock)

        async def fall(strike: Strike) -> None:
            await asyncio.sleep(max(0, began + strike.begins - self.history.now))
            # Healing may take longer than it was planned.
            async with targets[strike.nemesis.target]:
                await self.strike(strike)

        await asyncio.gather(*(fall(strike) for strike in plan))

    async def _begin(self, nemesis, chance: random.Random) -> None:
        self.history.tell("nemesis", f"{nemesis} comes")
        self.history.tell("nemesis", await nemesis.strike(self, chance))
        self.strikes[str(nemesis)] += 1

    async def _end(self, nemesis) -> None:
        await nemesis.heal(self)
        self.history.tell("nemesis", f"{nemesis} is healed")

    # Comparing

    async def settle(self) -> None:
        """Wait until nothing is on its way any more: each outbox empty, each log at its room's clock."""
        await self._until_async(self._all_is_said, "all posts are acknowledged")
        stand = await self._standings()
        await self._until_async(lambda: self._all_have_reached(stand), "every page is up to date")

    async def _all_is_said(self) -> bool:
        for window in self.windows:
            await window.shows()
        return not any(page.waits for page in self.pages)

    async def _all_have_reached(self, stand: dict) -> bool:
        for client in self.clients:
            if not client.is_ready or client.log.cursor < stand[client.room["pk"]]["clock"]:
                return False
        for window in self.windows:
            shown = await window.shows()
            if not shown["ready"] or shown["cursor"] < stand[window.room["pk"]]["clock"]:
                return False
        return True

    async def _standings(self) -> dict[int, dict]:
        return {
            room["pk"]: await asyncio.to_thread(self.cluster.clerk.do, errands.standing, room["pk"])
            for room in self.rooms
        }

    async def compare(self) -> None:
        """Fall silent, settle, and compare everything; raise Broken with the history of what is wrong."""
        await self.be_silent()
        await self.settle()
        stand = await self._standings()
        views = [check.View.of_client(client) for client in self.clients]
        views += [check.View.of_window(window, await window.shows()) for window in self.windows]
        for server in self.cluster.alive:
            site = Site(server.url)
            for room in self.rooms:
                views.append(await asyncio.to_thread(check.fresh_view, site, self.host, room))
        wrong = check.everything(stand, views, self.history) + self.complaints + self._weight()
        self.complaints = []
        self.compared += sum(len(view.lines) for view in views)
        if wrong:
            raise Broken("\n\n".join(wrong))

    def _weight(self) -> list[str]:
        heavy = self.scales.peak > MOST
        return [f"a server took {self.scales.peak:.0f} MiB, more than {MOST}"] if heavy else []

    # Waiting

    async def _until(self, true, what: str, patience: float = PATIENCE) -> None:
        async def truth() -> bool:
            return true()

        await self._until_async(truth, what, patience)

    async def _until_async(self, true, what: str, patience: float = PATIENCE) -> None:
        try:
            async with asyncio.timeout(patience):
                while not await true():
                    if stuck := [page for page in self.pages if page.complaint()]:
                        raise Broken("\n".join(line for page in stuck for line in self._last_of(page)))
                    await asyncio.sleep(GLANCE)
        except TimeoutError:
            raise Broken("\n".join([f"not within {patience} seconds: {what}", *self._last_words()])) from None

    def _last_of(self, page) -> list[str]:
        who = "nemesis", page.name
        return [page.complaint(), *(f"  {event}" for event in self.history.events if event.who in who)]

    def _last_words(self) -> list[str]:
        waiting = [f"  {post}" for post in self.history.posts if post.acknowledged is None][-20:]
        pages = [
            f"  {page.name} ready {page.is_ready}, cursor {page.log.cursor}, waits for {page.waits}"
            for page in self.clients
        ]
        late = {page.name for page in self.clients if page.waits}
        of_late = [f"  {event}" for event in self.history.events if event.who in late][-60:]
        events = [f"  {event}" for event in self.history.events[-60:]]
        logs = [f"{self.cluster.name(server)}:\n{server.tail()}" for server in self.cluster.servers]
        return [
            *("pages:", *pages, "not acknowledged:", *waiting),
            *("what happened to who waits:", *of_late, "what happened last:", *events),
            *("what the servers said:", *logs),
        ]
