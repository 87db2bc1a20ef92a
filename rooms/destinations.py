"""Where one may go: one's own rooms and conversations, then what else the directory has."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from rooms.delivery.badge import Badge
from rooms.models import Membership, Room
from rooms.models.mention import unread_count
from rooms.models.naming import name_key
from rooms.sidebar import Row, rows_of

MOST = 20


def destinations(user, words: str) -> list[Row]:
    """Return the places whose name contains `words`, the most recently spoken-in first; all for no words."""
    rows = rows_of(user, list(_own(user, words).annotate(mentions=unread_count())[:MOST]))
    others = _others(user, words)[: MOST - len(rows)]
    nothing = Badge()
    return rows + [
        Row(room.pk, room.name, room.get_absolute_url(), room.kind, nothing, False) for room in others
    ]


def _own(user, words: str):
    them = Membership.objects.filter(room=OuterRef("room")).exclude(user=user)
    named = them.filter(user__in=get_user_model().objects.called(words))
    direct = Q(room__kind=Room.Kind.DIRECT)
    found = Q(room__name_key__contains=name_key(words)) | (direct & Q(room__posts__gt=0) & Exists(named))
    return Membership.objects.of(user).exclude(room__kind=Room.Kind.THREAD).filter(found)


def _others(user, words: str):
    mine = Membership.objects.filter(room=OuterRef("pk"), user=user)
    rooms = Room.objects.listed_for(user).filter(~Exists(mine), archived_at=None)
    return rooms.filter(name_key__contains=name_key(words)).order_by("name_key")
