from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rooms.models import Membership, Mention, Room
from rooms.views.paging import before

PER_PAGE = 30


@require_GET
@login_required
def index(request):
    """Where one was mentioned, newest first, in the rooms that one may read now."""
    found = before(request, _mentions_of(request.user))
    # Apart: each half is read from its index, however much was said.
    own = found.filter(user=request.user)[: PER_PAGE + 1]
    for_all = _for_all(found, request.user)[: PER_PAGE + 1]
    page = sorted([*own, *for_all], key=lambda mention: -mention.pk)[: PER_PAGE + 1]
    following = page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None
    return render(request, "rooms/mentions.html", {"mentions": page[:PER_PAGE], "next": following})


def _mentions_of(user):
    """All mentions in rooms that `user` may read, and whether they are unread."""
    mine = Membership.objects.filter(room=OuterRef("room"), user=user)
    return (
        Mention.objects.filter(room__in=Room.objects.visible_to(user))
        .annotate(is_unread=Exists(mine.filter(read_number__lt=OuterRef("number"))))
        .select_related("message__author", "message__room__parent")
        .order_by("-pk")
    )


def _for_all(mentions, user):
    """Of everybody in a room, for who belonged to it then and did not say it."""
    since = Membership.objects.filter(
        room=OuterRef("room"), user=user, joined_at__lte=OuterRef("message__posted_at")
    )
    return mentions.filter(Exists(since), user=None).exclude(message__author=user)
