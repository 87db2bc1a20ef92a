from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db.models import ProtectedError, Q
from django.utils.crypto import salted_hmac

from accounts.models import Site
from rooms.models import Room

User = get_user_model()

# What tells the people of a scene from real ones. No mail ever goes there (RFC 2606).
NOBODYS = ".scene.invalid"
# A Monday. Times are fixed, so that a scene looks the same whenever it is set.
FIRST_DAY = datetime(2026, 3, 2, tzinfo=UTC)

# (day, time, who, what)
Line = tuple[int, str, str, str]


class SpokeElsewhere(Exception):
    """Somebody of the scene said something in a room that does not belong to it."""


def password() -> str:
    """The one password of everybody in every scene: the same each time on this site, on no other site."""
    return salted_hmac("rooms.scenes", "password", algorithm="sha256").hexdigest()[:16]


def real_people():
    return User.objects.exclude(email__endswith=NOBODYS)


class Scene:
    """One scene on this site: what a scene's file is given to set it with."""

    def __init__(self, name: str):
        self.name = name
        self.people: dict[str, User] = {person.username: person for person in self._stored_people()}
        self.is_new = False
        self._password = ""
        # Real people's sites keep their names and their owners.
        self._is_alone = not real_people().exists()

    @property
    def is_set(self) -> bool:
        return bool(self.people)

    @property
    def rooms(self):
        """Its rooms and, apart from those, every conversation of two in which somebody of it takes part."""
        theirs = Q(made_by__in=self._stored_people())
        return Room.objects.filter(
            theirs | Q(kind=Room.Kind.DIRECT, memberships__user__in=self._stored_people())
        ).distinct()

    def room_called(self, name: str) -> Room:
        return self.rooms.get(name=name)

    def strike(self) -> None:
        """Take everything of it away again. Raises SpokeElsewhere."""
        for room in self.rooms:
            room.end()
        try:
            self._stored_people().delete()
        except ProtectedError as error:
            raise SpokeElsewhere from error
        self.people = {}

    # What a scene is made of

    def call_site(self, name: str) -> None:
        """Name the site, unless it has a name of its own."""
        site = Site.get()
        if self._is_alone and site.name == Site._meta.get_field("name").default:
            site.name = name
            site.save()

    def person(self, username: str, name: str, **fields) -> User:
        """Somebody of the scene. The first one owns a site that has no owner."""
        person = User(
            username=username, display_name=name, email=f"{len(self.people)}@{self.name}{NOBODYS}", **fields
        )
        person.password = self._hashed_password()
        if self._is_alone and not User.objects.owners().exists():
            person.take_role(User.Role.OWNER)
        person.full_clean()
        person.save()
        self.people[username] = person
        return person

    def room(self, name: str, host: str, *members: str, topic: str = "", kind: str = "open") -> Room:
        room = Room.objects.open_up(self.people[host], name, topic, kind)
        for member in members:
            room.admit(self.people[member])
        return room

    def direct(self, one: str, other: str) -> Room:
        return Room.objects.direct_between(self.people[one], self.people[other])

    def talk(self, room: Room, lines: list[Line]) -> None:
        """Say each thing at its time."""
        for day, at, who, body in lines:
            hour, minute = map(int, at.split(":"))
            moment = FIRST_DAY + timedelta(days=day, hours=hour, minutes=minute)
            room.post(self.people[who], body, at=moment)

    def read(self, room: Room, who: str) -> None:
        """Somebody has read everything so far."""
        room.memberships.get(user=self.people[who]).read_through(room.clock)

    def _stored_people(self):
        return User.objects.filter(email__endswith=f"@{self.name}{NOBODYS}").order_by("pk")

    def _hashed_password(self) -> str:
        # Once for all: the hash is slow on purpose.
        self._password = self._password or make_password(password())
        return self._password
