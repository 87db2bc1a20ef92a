"""Everybody together: the steps of a script, one after the other, on open pages."""

import asyncio
import contextlib
import time
from collections.abc import Iterable
from dataclasses import dataclass

from rooms import markup
from rooms.replay import script
from rooms.replay.seat import NotPosted, Refused, Seat, Totals
from rooms.replay.site import Site

# Seconds between two lines about how it goes.
NEWS = 5


@dataclass(frozen=True, slots=True)
class Sent:
    """A line that was acknowledged."""

    nonce: str
    author: int
    text: str


class Play:
    """A script played in one room.

    cast: User by nick; keys: session key by user's primary key; strangers: primary keys of those who are not
    yet members; most: how many pages are open at once; say: takes a line about how it goes.
    """

    def __init__(
        self, site: Site, room, *, cast: dict, keys: dict[int, str], strangers: set[int], most: int, say
    ):
        self.site = site
        self.room = room
        self.cast = cast
        self.keys = keys
        self.strangers = strangers
        self.most = most
        self.say = say
        self.totals = Totals()
        self.sent: list[Sent] = []
        self.cursor = room.clock
        self.seconds = 0.0
        # The one who was silent longest is the first.
        self._seats: dict[int, Seat] = {}
        self._people: set[int] = set()

    @property
    def people(self) -> int:
        return len(self._people)

    async def run(self, steps: Iterable[script.Step]) -> None:
        """Play everything. Raises NotPosted when the server is gone for good."""
        began = time.monotonic()
        news = asyncio.ensure_future(self._tell_news(began))
        try:
            for step in steps:
                await asyncio.sleep(max(0, began + step.at - time.monotonic()))
                await self._act(step)
        finally:
            self.seconds = time.monotonic() - began
            news.cancel()
            await self._everybody_leaves()

    def seat(self, user_pk: int, hears=None, since=None) -> Seat:
        """Open a page of the room."""
        headers = {"Origin": self.site.origin, "Cookie": self.site.cookie(self.keys[user_pk])}
        where = self.site.socket(self.room.slug)
        return Seat(
            self.room.pk,
            where,
            headers,
            since=since or (lambda: self.cursor),
            totals=self.totals,
            hears=hears,
        )

    async def _act(self, step: script.Step) -> None:
        if step.kind == script.END:
            return await self._everybody_leaves()
        user = self.cast[step.person]
        if step.kind == script.COMES:
            await self._seated(user)
        elif step.kind == script.GOES:
            await self._leaves(user.pk)
        elif text := script.legible_body(step.text):
            await self._says(user, step.text, text)
        else:
            self.totals.skipped += 1

    async def _says(self, user, body: str, text: str) -> None:
        seat = await self._seated(user)
        # Spoke last, leaves last.
        self._seats[user.pk] = self._seats.pop(user.pk)
        try:
            nonce = await seat.post(markup.literal(body))
        except NotPosted as error:
            self.totals.lost.append(f"{user.name}: {text[:60]!r}: {error}")
            if isinstance(error, Refused):
                return
            raise
        self.cursor = max(self.cursor, seat.cursor)
        self.sent.append(Sent(nonce, user.pk, text.strip()))

    async def _seated(self, user) -> Seat:
        if user.pk not in self._seats:
            await self._comes(user)
        return self._seats[user.pk]

    async def _comes(self, user) -> None:
        if len(self._seats) >= self.most:
            await self._leaves(next(iter(self._seats)))
        if user.pk in self.strangers:
            await asyncio.to_thread(self.site.join, self.room.slug, self.keys[user.pk])
            self.strangers.discard(user.pk)
        self._people.add(user.pk)
        seat = self._seats[user.pk] = self.seat(user.pk)
        await seat.ready()

    async def _leaves(self, user_pk: int) -> None:
        if seat := self._seats.pop(user_pk, None):
            await seat.leave()

    async def _everybody_leaves(self) -> None:
        await asyncio.gather(*(self._leaves(pk) for pk in list(self._seats)))

    async def _tell_news(self, began: float) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                await asyncio.sleep(NEWS)
                rate = self.totals.posted / (time.monotonic() - began)
                here = len(self._seats)
                self.say(f"{self.totals.posted} lines, {here} people here, {rate:.1f} posts a second")
