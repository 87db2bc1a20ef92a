"""Who is here: counted in the process that holds the pages, written down a few times a second at most.

A row says that this process has at least one page of a person in a room (or on the site). One heartbeat row
keeps all rows of a process alive; what a dead process left is swept by any other within the lease.
"""

import asyncio
import logging
from collections import Counter

from channels.db import database_sync_to_async
from django.conf import settings

from rooms import broadcasts
from rooms.delivery.tasks import Tasks
from rooms.models import Presence, Server
from rooms.models.presence import Place

logger = logging.getLogger(__name__)

# Arrivals and departures gather for so long (seconds) before they are told.
GATHERING = 0.4


class PresenceKeeper:
    """Counts the pages of this process and tells rooms when others are there than before."""

    def __init__(self, hub):
        self._hub = hub
        self._pages: Counter[Place] = Counter()
        self._written: set[Place] = set()
        self._leaving: dict[Place, asyncio.TimerHandle] = {}
        self._touched: set[Place] = set()
        self._stir = asyncio.Event()
        # Ended before the hub's others: a heartbeat after the farewell would be a ghost's.
        self._tasks = Tasks()

    def start(self) -> None:
        for loop in (self._keep_writing(), self._keep_beating()):
            self._tasks.begin(loop)

    async def stop(self) -> None:
        await self._tasks.stop()
        left = await _in_database(Server.objects.forget, self._hub.key)
        await self._tell(left)

    def arrive(self, room: int | None, user: int) -> None:
        place = (room, user)
        self._pages[place] += 1
        if self._pages[place] == 1:
            if timer := self._leaving.pop(place, None):
                timer.cancel()
            self._touch(place)

    def leave(self, room: int | None, user: int) -> None:
        """One page less. The last one's departure shows after a grace, so that a reload is none."""
        place = (room, user)
        self._pages[place] -= 1
        if self._pages[place] <= 0:
            del self._pages[place]
            self._leaving[place] = self._hub.loop.call_later(settings.PRESENCE_GRACE, self._left, place)

    async def compare(self) -> None:
        """Tell the rooms shown here who is there, if that is not what they were told last."""
        rooms = {feed.room for feed in self._hub.feeds if feed.viewers}
        for room, frames in (await _in_database(_people_frames, rooms)).items():
            feed = self._hub.feeds.get(room)
            if feed and feed.people != frames:
                broadcasts.people_changed(room, frames)

    def _left(self, place: Place) -> None:
        # That the timer rang is enough: a loop's clock may be coarser than its timers (uvloop's is).
        del self._leaving[place]
        self._touch(place)

    def _touch(self, place: Place) -> None:
        self._touched.add(place)
        self._stir.set()

    async def _keep_writing(self) -> None:
        while True:
            await self._stir.wait()
            self._stir.clear()
            try:
                await self._write()
            except Exception:
                logger.exception("Who is here could not be written")
                self._stir.set()
                await asyncio.sleep(1)
            await asyncio.sleep(GATHERING)

    async def _write(self) -> None:
        touched, self._touched = self._touched, set()
        written = self._written
        came = {place for place in touched if place in self._pages} - written
        went = {place for place in touched if place not in self._pages and place not in self._leaving}
        try:
            others_swept = await _in_database(Server.objects.note, self._hub.key, came, went)
        except Exception:
            self._touched |= touched
            raise
        if others_swept:
            self._write_anew()
        elif self._written is written:  # else all is written anew, and this with it
            self._written = (written | came) - went
        await self._tell(came | went)

    async def _tell(self, places: set[Place]) -> None:
        rooms = {room for room, _user in places if room is not None}
        if rooms:
            await self._tell_rooms(rooms)
        users = {user for room, user in places if room is None}
        if users:
            await self._tell_watchers(users)

    async def _tell_rooms(self, rooms: set[int]) -> None:
        # Even where the pages here show it already, since whoever came read it before it was told: the other
        # processes do not know it.
        for room, frames in (await _in_database(_people_frames, rooms)).items():
            broadcasts.people_changed(room, frames)

    async def _tell_watchers(self, users: set[int]) -> None:
        on_site = await _in_database(Presence.objects.on_site, users)
        for user in users:
            broadcasts.person_seen(user, user in on_site)

    async def _keep_beating(self) -> None:
        while True:
            try:
                await self._beat()
            except Exception:
                logger.exception("The heartbeat could not be written")
            await asyncio.sleep(settings.PRESENCE_BEAT)

    async def _beat(self) -> None:
        if not await _in_database(Server.objects.beat, self._hub.key):
            self._write_anew()
        await self._tell(await _in_database(Server.objects.sweep))

    def _write_anew(self) -> None:
        """Others took this process for dead and swept its rows (or it begins)."""
        self._touched |= self._written | set(self._pages)
        self._written = set()
        self._stir.set()


def _people_frames(rooms: set[int]) -> dict[int, list[str]]:
    """Return, by room, the frames that say who is there: rendered in the thread that reads it."""
    shown = Presence.objects.shown_by_room(rooms)
    return {room: broadcasts.people_frames(room, people, total) for room, (people, total) in shown.items()}


async def _in_database(verb, *args):
    """Do a verb of the models in a thread with a connection."""
    return await database_sync_to_async(verb)(*args)
