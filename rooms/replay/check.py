"""Whether a page that watched, a page that is loaded now and the one who spoke agree."""

import asyncio
from itertools import zip_longest

from rooms.dom import named
from rooms.replay.log import Line, Log
from rooms.replay.play import Play, Sent

PATIENCE = 15  # seconds
GLANCE = 0.05


class Differs(Exception):
    """Two pages do not show the same."""


class Watcher:
    """A page that was open all the time."""

    def __init__(self, play: Play, user_pk: int):
        self.play = play
        self.key = play.keys[user_pk]
        self.start = play.room.clock
        self.log = Log(play.room.pk)
        self.log.cursor = self.start
        self._seat = play.seat(user_pk, hears=self.log.apply, since=lambda: self.log.cursor)

    async def ready(self) -> None:
        await self._seat.ready()

    async def leave(self) -> None:
        await self._seat.leave()

    async def verdict(self) -> str:
        """Compare; return what to say, or raise Differs."""
        await self._wait_for_the_last()
        await self.leave()
        fresh = await asyncio.to_thread(self.loaded)
        compare("the server and who spoke", [_said(line) for line in self._ours(fresh)], self._spoken())
        watched = self.log.lines
        shown = [line for line in fresh if watched and line.seq >= watched[0].seq]
        compare("the watching page and a fresh one", watched, shown if self.log.restarts else fresh)
        note = f" (the watching page began anew and shows {len(watched)})" if self.log.restarts else ""
        return f"equal: {len(self.play.sent)} lines{note}"

    def loaded(self) -> list[Line]:
        """Return what was said since the start, by walking from the newest page to the older ones."""
        log = Log(self.play.room.pk)
        way = f"{self.play.room.get_absolute_url()}?newest"
        while way:
            root = self.play.site.page(way, self.key)
            log.load(root)
            older = root.first(id=named("room", self.play.room.pk, "older"))
            way = older.get("hx-get") if older and log.lines[0].seq > self.start else ""
        return [line for line in log.lines if line.seq > self.start]

    async def _wait_for_the_last(self) -> None:
        """Nothing can be awaited here: the page may lack the line for good, which is what is looked for."""
        last = self.play.sent[-1].nonce if self.play.sent else ""
        for _glance in range(int(PATIENCE / GLANCE)):
            if not last or last in self.log.nonces:
                return
            await asyncio.sleep(GLANCE)

    def _ours(self, lines: list[Line]) -> list[Line]:
        """Others may talk in the room too."""
        nonces = {sent.nonce for sent in self.play.sent}
        return [line for line in lines if line.nonce in nonces]

    def _spoken(self) -> list[tuple[int, str]]:
        return [_said(sent) for sent in self.play.sent]


def compare(what: str, one: list, other: list) -> None:
    """Raise Differs at the first difference."""
    for position, (first, second) in enumerate(zip_longest(one, other), 1):
        if first != second:
            raise Differs(f"{what} differ at line {position}:\n  {first}\n  {second}")


def _said(line: Line | Sent) -> tuple[int, str]:
    return line.author, line.text
