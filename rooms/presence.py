"""Who is here: counted in the process that holds the pages, written down a few times a second at most.

A row says that this process has at least one page of a person in a room (or on the site). One heartbeat row
keeps all rows of a process alive; what a dead process left is swept by any other within the lease.
"""

import asyncio
import logging
from collections import Counter

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from rooms import broadcasts
from rooms.delivery.tasks import Tasks
from rooms.models import Presence, Room, Server

logger = logging.getLogger(__name__)

# Arrivals and departures gather for so long (seconds) before they are told.
GATHERING = 0.4
# A list of people shows so many; the rest is a number.
SHOWN = 40

# Where somebody is: (room, user), with None for the site as a whole.
Place = tuple[int | None, int]


class PresenceKeeper:
    """Counts the pages of this process and tells rooms when others are there than before."""

    def __init__(self, hub):
        self._hub = hub
        self._pages: Counter[Place] = Counter()
        self._written: set[Place] = set()
        self._leaving: dict[Place, float] = {}
        self._touched: set[Place] = set()
        self._stir = asyncio.Event()
        # Ended before the hub's others: a heartbeat after the farewell would be a ghost's.
        self._tasks = Tasks()

    def start(self) -> None:
        for loop in (self._keep_writing(), self._keep_beating()):
            self._tasks.begin(loop)

    async def stop(self) -> None:
        await self._tasks.stop()
        left = await forget_server(self._hub.key)
        await self._tell(left)

    def arrive(self, room: int | None, user: int) -> None:
        place = (room, user)
        self._pages[place] += 1
        if self._pages[place] == 1:
            self._leaving.pop(place, None)
            self._touch(place)

    def leave(self, room: int | None, user: int) -> None:
        """One page less. The last one's departure shows after a grace, so that a reload is none."""
        place = (room, user)
        self._pages[place] -= 1
        if self._pages[place] <= 0:
            del self._pages[place]
            self._leaving[place] = self._hub.loop.time() + settings.PRESENCE_GRACE
            self._hub.loop.call_later(settings.PRESENCE_GRACE, self._touch, place)

    async def compare(self) -> None:
        """Tell the rooms shown here who is there, if that is not what they were told last."""
        await self._tell({(feed.room, 0) for feed in self._hub.feeds if feed.viewers})

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
        now = self._hub.loop.time()
        touched, self._touched = self._touched, set()
        came = {place for place in touched if place in self._pages} - self._written
        went = {place for place in touched & self._written if place not in self._pages}
        went = {place for place in went if self._leaving.get(place, 0) <= now}
        try:
            others_swept = await write(self._hub.key, came, went)
        except Exception:
            self._touched |= touched
            raise
        self._written = (self._written | came) - went
        if others_swept:
            self._write_anew()
        for place in went:
            self._leaving.pop(place, None)
        await self._tell(came | went)

    async def _tell(self, places: set[Place]) -> None:
        for room in {room for room, _user in places if room is not None}:
            people, total = await people_in_room(room)
            feed = self._hub.feeds.get(room)
            # What the pages show may have been told by another process.
            if feed is None or feed.people != broadcasts.people_frame(room, people, total):
                broadcasts.people_changed(room, people, total)
        users = {user for room, user in places if room is None}
        on_site = await who_is_here(users) if users else set()
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
        if not await beat(self._hub.key):
            self._write_anew()
        await self._tell(await sweep())

    def _write_anew(self) -> None:
        """Others took this process for dead and swept its rows (or it begins)."""
        self._touched |= self._written | set(self._pages)
        self._written = set()
        self._stir.set()


# What is in the database


def here_in(room_pk: int):
    """The people who are in a room, each once."""
    present = Presence.objects.filter(room=room_pk, user=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(present))


def shown_in(room_pk: int) -> tuple[list, int]:
    """Return the people to show for a room, by name, and how many there are."""
    people = list(here_in(room_pk).order_by("pk")[: SHOWN + 1])
    total = len(people) if len(people) <= SHOWN else here_in(room_pk).count()
    return sorted(people[:SHOWN], key=lambda person: (person.name.casefold(), person.pk)), total


people_in_room = database_sync_to_async(shown_in)


@database_sync_to_async
def who_is_here(user_pks: set[int]) -> set[int]:
    """Return those who have any page of the site open."""
    return set(Presence.objects.filter(user__in=user_pks, room=None).values_list("user", flat=True))


@database_sync_to_async
def beat(key: str) -> bool:
    """Say that this process lives; False when its rows are not there (any more)."""
    _server, created = Server.objects.update_or_create(key=key, defaults={"beat_at": Now()})
    return not created


@database_sync_to_async
@transaction.atomic
def write(key: str, came: set[Place], went: set[Place]) -> bool:
    """Write down who came and who went by this process; True when its row was not there (any more)."""
    server, created = Server.objects.get_or_create(key=key)
    Presence.objects.bulk_create(
        [Presence(server=server, room_id=room, user_id=user) for room, user in _existing(came)],
        ignore_conflicts=True,
    )
    for room in {room for room, _user in went}:
        users = [user for gone_from, user in went if gone_from == room]
        server.presences.filter(room=room, user__in=users).delete()
    return created


def _existing(places: set[Place]) -> set[Place]:
    """Leave out rooms that were deleted meanwhile."""
    asked = {room for room, _user in places}
    existing = (
        set(Room.objects.filter(pk__in=asked).values_list("pk", flat=True)) if asked - {None} else set()
    )
    return {(room, user) for room, user in places if room is None or room in existing}


@database_sync_to_async
@transaction.atomic
def sweep() -> set[Place]:
    """Forget processes whose lease ran out; return where somebody was by them."""
    lapsed = list(Server.objects.lapsed())
    return set().union(*(_forget(server) for server in lapsed))


@database_sync_to_async
@transaction.atomic
def forget_server(key: str) -> set[Place]:
    server = Server.objects.filter(key=key).first()
    return _forget(server) if server else set()


def _forget(server: Server) -> set[Place]:
    places = set(server.presences.values_list("room", "user"))
    server.delete()
    return places
