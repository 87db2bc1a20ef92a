from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Count, Window
from django.db.models.functions import DenseRank, Now

from rooms.models.room import Room

# A list of people shows so many; the rest is a number.
SHOWN = 40

# Where somebody is: (room, user), with None for the site as a whole.
Place = tuple[int | None, int]


class ServerQuerySet(models.QuerySet):
    def lapsed(self):
        """Processes that have not beaten within the lease. The database's clock decides for all of them."""
        return self.filter(beat_at__lt=Now() - timedelta(seconds=settings.PRESENCE_LEASE))


class ServerManager(models.Manager.from_queryset(ServerQuerySet)):
    def beat(self, key: str) -> bool:
        """Say that a process lives; False when its rows are not there (any more)."""
        _server, created = self.update_or_create(key=key, defaults={"beat_at": Now()})
        return not created

    @transaction.atomic
    def note(self, key: str, came: set[Place], went: set[Place]) -> bool:
        """Write down who came and who went by a process; True when its row was not there (any more)."""
        server, created = self.get_or_create(key=key)
        server.admit(came)
        server.release(went)
        return created

    @transaction.atomic
    def sweep(self) -> set[Place]:
        """Forget processes whose lease ran out; return where somebody was by them."""
        return set().union(*(server.forget() for server in self.lapsed()))

    @transaction.atomic
    def forget(self, key: str) -> set[Place]:
        """Forget a process that ends; return where somebody was by it."""
        return set().union(*(server.forget() for server in self.filter(key=key)))


class Server(models.Model):
    """One running process, alive while it beats."""

    key = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField(db_default=Now())

    objects = ServerManager()

    def __str__(self) -> str:
        return self.key

    def admit(self, places: set[Place]) -> None:
        """These people are here by this process, unless they or the room were deleted meanwhile."""
        people = _there(get_user_model(), {user for _room, user in places})
        rooms = _there(Room, {room for room, _user in places} - {None}) | {None}
        Presence.objects.bulk_create(
            [
                Presence(server=self, room_id=room, user_id=user)
                for room, user in places
                if room in rooms and user in people
            ],
            ignore_conflicts=True,
        )

    def release(self, places: set[Place]) -> None:
        """These people are no longer here by this process."""
        for room in {room for room, _user in places}:
            users = [user for left, user in places if left == room]
            self.presences.filter(room=room, user__in=users).delete()

    def forget(self) -> set[Place]:
        """Delete this process with all that it wrote; return where somebody was by it."""
        places = set(self.presences.values_list("room", "user"))
        self.delete()
        return places


class PresenceManager(models.Manager):
    def on_site(self, users: Collection[int]) -> set[int]:
        """Return those who have any page of the site open."""
        return set(self.filter(user__in=users, room=None).values_list("user", flat=True))

    def shown_in(self, room: int) -> tuple[list, int]:
        """Return the people to show for a room, by name, and how many there are."""
        return self.shown_by_room([room])[room]

    def shown_by_room(self, rooms: Collection[int]) -> dict[int, tuple[list, int]]:
        """Return the same for each of these rooms, in one query or, where one is crowded, two."""
        here = {room: {} for room in rooms}
        for presence in self._first_in(rooms):
            here[presence.room_id][presence.user_id] = presence.user
        totals = self._totals([room for room, people in here.items() if len(people) > SHOWN])
        return {
            room: (_by_name(list(people.values())[:SHOWN]), totals.get(room, len(people)))
            for room, people in here.items()
        }

    def _first_in(self, rooms: Collection[int]):
        """Return presences of the first people of each room by key: so many that a crowd is known by them."""
        # One who is here by several processes has several rows, and one rank.
        rank = Window(DenseRank(), partition_by="room", order_by="user")
        first = self.filter(room__in=rooms).annotate(rank=rank).filter(rank__lte=SHOWN + 1).values("pk")
        return self.filter(pk__in=first).select_related("user").order_by("user")

    def _totals(self, rooms: Collection[int]) -> dict[int, int]:
        counted = self.filter(room__in=rooms).values("room").annotate(total=Count("user", distinct=True))
        return dict(counted.values_list("room", "total")) if rooms else {}


def _there(model: type[models.Model], keys: set[int]) -> set[int]:
    """Return those of the keys that the database has."""
    return set(model.objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _by_name(people: list) -> list:
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


class Presence(models.Model):
    """One person is here, by one process: in a room, or (without a room) on the site at all."""

    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="presences")
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, null=True, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences")

    objects = PresenceManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "user", "server"], name="one_presence_in_a_room"),
            models.UniqueConstraint(
                fields=["user", "server"], condition=models.Q(room=None), name="one_presence_on_the_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} by {self.server}"
