"""All that delivery reads from the database, and the HTML that it makes of it. Its methods are coroutines."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone, translation

from rooms import broadcasts, fragments, log, swaps
from rooms.delivery import events
from rooms.delivery.badge import Badge
from rooms.delivery.batch import Batch
from rooms.delivery.person import Standing
from rooms.dom import named
from rooms.labels import label_of
from rooms.models import Draft, Membership, Mention, Presence, Reminder, Room

# Changes read at once, and the characters of HTML that they may come to: frames have a limit too.
PAGE = 200
PAGE_LENGTH = 1_000_000
# Where the lines of the list of rooms stand that are not among the rooms.
LISTS = {Room.Kind.DIRECT: "directs", Room.Kind.THREAD: "threads"}


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in a room: the frame brings a page to `upto`; complete when nothing was left out."""

    upto: int
    frame: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Access:
    """A person may see a room.

    gate: the room by which: itself, or a thread's home; watched: the other one of a direct conversation.
    """

    gate: int
    watched: int | None = None


class Loader:
    """The one door from delivery to the models."""

    def __init__(self):
        self._rooms_at = Batch(self._read_rooms_at)
        self._accesses = Batch(self._read_accesses)
        self._standings = Batch(self.standings)
        self._reminders = Batch(self._read_reminders)
        self._drafts = Batch(self._read_drafts)

    async def room_at(self, slug: str) -> int | None:
        """Return the room that has this address, whoever may see it."""
        return await self._rooms_at.get(slug)

    async def access(self, user_pk: int, room_pk: int) -> Access | None:
        """Return None where this person may not see the room."""
        return await self._accesses.get((user_pk, room_pk))

    async def standing(self, user_pk: int) -> dict[int, Standing | None]:
        """Return, by room, how far this member has read and by what they are mentioned; None: archived."""
        return await self._standings.get(user_pk)

    async def reminders(self, user_pk: int) -> str:
        """Return the swaps of the reminders that rang and were not dismissed: a page may have been away."""
        return await self._reminders.get(user_pk) or ""

    async def drafted(self, user_pk: int) -> set[int]:
        """Return the rooms in which this person was writing something."""
        return await self._drafts.get(user_pk) or set()

    @database_sync_to_async
    def _read_drafts(self, user_pks: list[int]) -> dict[int, set[int]]:
        rooms = {}
        for user, room in Draft.objects.filter(user__in=user_pks).values_list("user", "room"):
            rooms.setdefault(user, set()).add(room)
        return rooms

    @database_sync_to_async
    def _read_reminders(self, user_pks: list[int]) -> dict[int, str]:
        rang = Reminder.objects.filter(user__in=user_pks, state=Reminder.State.DONE)
        return {
            pk: swaps.upsert("reminders", "".join(map(fragments.reminder, Reminder.objects.rung(pk))))
            for pk in set(rang.values_list("user", flat=True))
        }

    @database_sync_to_async
    def _read_rooms_at(self, slugs: list[str]) -> dict[str, int]:
        return dict(Room.objects.filter(slug__in=slugs).values_list("slug", "pk"))

    @database_sync_to_async
    def _read_accesses(self, asked: list[tuple[int, int]]) -> dict[tuple[int, int], Access]:
        users, rooms = {user for user, _room in asked}, {room for _user, room in asked}
        found = Room.objects.filter(pk__in=rooms).select_related("home")
        found = found.only("kind", "direct_key", "home", "home__kind").in_bulk()
        gates = {pk: room.gate for pk, room in found.items()}
        closed = {gate.pk for gate in gates.values() if not gate.is_open}
        members = (
            Membership.objects.filter(room__in=closed, user__in=users)
            if closed
            else Membership.objects.none()
        )
        members = set(members.values_list("user", "room"))
        return {
            (user, pk): Access(
                gate=gates[pk].pk,
                watched=next((other for other in found[pk].direct_user_pks if other != user), None),
            )
            for user, pk in asked
            if pk in found and (gates[pk].is_open or (user, gates[pk].pk) in members)
        }

    @database_sync_to_async
    def changes(self, room_pk: int, after: int) -> Changes:
        """Return what changed in a room after a clock value, a page of it at most."""
        room = self._room(room_pk)
        return self._changes(room, after) if room else Changes(after, "")

    @database_sync_to_async
    def catch_up(self, room_pk: int, cursor: int | None, language: str) -> Changes | None:
        """Return all that a page lacks which has applied everything up to `cursor`.

        A page that lacks too much gets the newest messages in place of what it shows, and is told how many
        it missed. Without a cursor nothing is lacking. None where the room is gone.
        """
        room = self._room(room_pk)
        if room is None:
            return None
        if cursor is None:
            return Changes(room.clock, self.pong(room_pk, room.clock))
        if not self._lacks_too_much(room, cursor):
            changes = self._changes(room, cursor)
            if changes.complete:
                return changes
        with translation.override(language):
            return self._newest(room, cursor)

    @database_sync_to_async
    def clocks(self, room_pks: list[int]) -> dict[int, tuple[int, int]]:
        """Return clock and number of messages of each room."""
        rooms = Room.objects.filter(pk__in=room_pks) if room_pks else Room.objects.none()
        return {pk: (clock, posts) for pk, clock, posts in rooms.values_list("pk", "clock", "posts")}

    @database_sync_to_async
    def standings(self, user_pks: list[int]) -> dict[int, dict[int, Standing | None]]:
        """Return, by person and room, how far they have read and by what they are mentioned.

        Of an archived room nothing is unread, and nothing will be: it stands for None.
        """
        return _by_person(user_pks, Membership.objects.filter(user__in=user_pks))

    @database_sync_to_async
    def standings_in(self, room_pks: list[int], user_pks: list[int]) -> dict[int, dict[int, Standing | None]]:
        """Return the same of these rooms alone."""
        memberships = Membership.objects.filter(room__in=room_pks, user__in=user_pks)
        return _by_person(user_pks, memberships)

    @database_sync_to_async
    def mentions_after(self, numbers: dict[int, int]) -> list[tuple[int, int, list[int]]]:
        """Return room, number and whom it mentions of each message after a number, by room."""
        after = [Q(room=room, number__gt=number) for room, number in numbers.items()]
        rows = Mention.objects.filter(reduce(or_, after)).values_list("room", "number", "user")
        said: dict[tuple[int, int], list[int]] = {}
        for room, number, user in rows:
            said.setdefault((room, number), []).append(user or events.EVERYBODY)
        return [(*which, mentioned) for which, mentioned in said.items()]

    @database_sync_to_async
    def signed_in(self, pages: set[tuple[int, str]]) -> dict[tuple[int, str], tuple[str, str]]:
        """Return hash and mark of the person, by (person, session key), where the session is still good."""
        users = get_user_model().objects.filter(pk__in={user for user, _key in pages}, is_active=True)
        known = {user.pk: (user.get_session_auth_hash(), user.mark) for user in users}
        good = Session.objects.filter(
            session_key__in={key for _user, key in pages}, expire_date__gt=timezone.now()
        )
        keys = set(good.values_list("session_key", flat=True))
        return {(user, key): known[user] for user, key in pages if user in known and key in keys}

    @database_sync_to_async
    def label(self, room_pk: int) -> dict[str, list[str]]:
        room = self._room(room_pk)
        return label_of(room) if room else {}

    @database_sync_to_async
    def person_seen(self, user_pk: int) -> str:
        """Return the frame that says whether a person is on the site."""
        is_here = Presence.objects.filter(user=user_pk).exists()
        return swaps.replace(named("user", user_pk, "here"), fragments.here(user_pk, is_here))

    @database_sync_to_async
    def people(self, room_pk: int) -> list[str]:
        """Return the frames that say who is in a room."""
        return broadcasts.people_frames(room_pk, *Presence.objects.shown_in(room_pk))

    def row(self, room_pk: int, label: list[str], badge: Badge) -> str:
        name, address, kind = label
        if kind == Room.Kind.THREAD and not badge.count:
            return self.row_gone(room_pk)
        target = LISTS.get(kind, "rooms")
        return swaps.upsert(target, fragments.room_row(room_pk, name, address, kind, badge))

    def mentions_count(self, count: int) -> str:
        """Tell a page how many unread messages mention its person."""
        return swaps.replace("mentions-count", fragments.mentions_count(count))

    def row_gone(self, room_pk: int) -> str:
        return swaps.remove(named("room", room_pk, "row"))

    def pong(self, room_pk: int, cursor: int) -> str:
        """Answer a page that lacks nothing."""
        return swaps.log(room_pk, cursor=cursor)

    def ready(self, pause: int) -> str:
        """Tell a page that it is caught up and live, and within how many milliseconds to come back."""
        return swaps.ready(pause)

    @staticmethod
    def _room(pk: int) -> Room | None:
        return Room.objects.filter(pk=pk).first()

    @staticmethod
    def _lacks_too_much(room: Room, cursor: int) -> bool:
        # Most pages lack next to nothing: for them this asks nothing.
        changed = room.messages.filter(stamp__gt=cursor)
        return room.clock - cursor >= PAGE and changed[PAGE - 1 : PAGE].exists()

    @staticmethod
    def _changes(room: Room, after: int) -> Changes:
        # The clock was read first: whatever carries a stamp up to it was committed before.
        changed = room.messages.with_author().filter(stamp__gt=after, stamp__lte=room.clock)
        messages = list(changed.order_by("stamp")[:PAGE])
        rendered = list(_within(PAGE_LENGTH, fragments.messages(messages)))
        complete = len(rendered) == len(messages) < PAGE
        upto = room.clock if complete else messages[len(rendered) - 1].stamp
        frame = swaps.log(room.pk, "".join(rendered), cursor=upto)
        frame += broadcasts.taken_back_frame(messages[: len(rendered)])
        if after < room.heading_stamp <= upto:
            frame = broadcasts.heading_frame(room) + frame
        return Changes(upto, frame, complete)

    @staticmethod
    def _newest(room: Room, cursor: int) -> Changes:
        stretch = log.newest(room)
        older = fragments.older(room, stretch.older) if stretch.older else ""
        missed = room.posts - room.number_at(cursor)
        frame = swaps.start_over(room.pk, older + "".join(stretch.messages), cursor=room.clock)
        frame += swaps.replace(named("room", room.pk, "missed"), fragments.missed(room.pk, missed))
        taken_back = room.messages.filter(stamp__gt=cursor, retracted_at__isnull=False)
        frame += broadcasts.taken_back_frame(taken_back.order_by("-stamp").only("retracted_at")[:PAGE])
        frame += broadcasts.heading_frame(room)
        return Changes(room.clock, frame)


def _by_person(user_pks: list[int], memberships) -> dict[int, dict[int, Standing | None]]:
    standings = {pk: {} for pk in user_pks}
    fields = "room__archived_at", "read_number", "room__posts", "involvement"
    for user, room, archived_at, *stands in memberships.values_list("user", "room", *fields):
        standings[user][room] = None if archived_at else Standing(*stands, mentions=set())
    for user, room, number in memberships.filter(room__archived_at=None).unread_mentions():
        if standing := standings[user].get(room):
            standing.mentions.add(number)
    return standings


def _within(length: int, fragments: list[str]):
    """Give the first fragments that together stay below a length, one at least."""
    for fragment in fragments:
        yield fragment
        length -= len(fragment)
        if length < 0:
            return
