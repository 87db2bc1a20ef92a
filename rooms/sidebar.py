"""One's rooms and conversations, as the list beside every page shows them."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from rooms import addresses
from rooms.delivery.badge import Badge
from rooms.models import Membership
from rooms.models.mention import unread_count

# The list shows the most recently spoken-in; the directory has the rest.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Row:
    """What templates/rooms/fragments/room_row.html needs."""

    pk: int
    name: str
    address: str
    kind: str
    badge: Badge
    current: bool


class Sidebar:
    """The rows of a person's list: two queries, when a template first asks."""

    def __init__(self, user, room=None):
        self._user = user
        self._room = room
        self._rows = None

    @property
    def rooms(self) -> list[Row]:
        return [row for row in self._all() if row.kind not in ("direct", "thread")]

    @property
    def directs(self) -> list[Row]:
        return [row for row in self._all() if row.kind == "direct"]

    @property
    def threads(self) -> list[Row]:
        """Threads that one follows, with something new: never the one that is looked at."""
        return [row for row in self._all() if row.kind == "thread" and not row.current]

    @property
    def mentions(self) -> int:
        """How many unread messages mention this person, in these rooms."""
        return sum(row.badge.mentions for row in self._all())

    def _all(self) -> list[Row]:
        if self._rows is None:
            mine = Membership.objects.of(self._user).listed().annotate(mentions=unread_count())
            memberships = [m for m in mine[:SHOWN] if self._belongs(m.room)]
            self._rows = rows_of(self._user, memberships, self._room)
        return self._rows

    def _belongs(self, room) -> bool:
        """Leave out a conversation of two in which nothing was said yet, but for who looks at it."""
        return room.posts or not room.is_direct or room == self._room


def rows_of(user, memberships, current=None) -> list[Row]:
    """Return the rows of some memberships of `user`, each with its number of unread mentions.

    current: the Room that is shown, if any.
    """
    others = _others(user, [membership.room for membership in memberships if membership.room.is_direct])
    return [_row(user, membership, others, current) for membership in memberships]


def _others(user, directs) -> dict:
    pks = {pk for room in directs for pk in room.direct_user_pks if pk != user.pk}
    return get_user_model().objects.in_bulk(pks) if pks else {}


def _row(user, membership, others, current) -> Row:
    room = membership.room
    name, address = room.title, room.get_absolute_url()
    if room.is_direct:
        other = next(others[pk] for pk in room.direct_user_pks if pk != user.pk)
        name, address = other.name, addresses.of_direct(other.username)
    badge = Badge.of(membership.involvement, membership.unread, membership.mentions)
    if room == current:
        badge = Badge(muted=badge.muted)
    return Row(room.pk, name, address, room.kind, badge, room == current)
