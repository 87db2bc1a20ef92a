from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rooms import commands
from rooms.models.mention import ROOM
from rooms.views.actions import membership_in
from rooms.views.rooms import readable_room

# A list beside what one types is no place to look around.
NAMES = 8


@require_GET
@login_required
def index(request, slug):
    """What somebody may be about to write who began with "/" or "@" (or, asked for by hand, with neither).

    With `names` no command is meant: what is edited is said, whatever it begins with.
    """
    room = readable_room(request.user, slug)
    typed = request.GET.get("at", "")[:80]
    if typed.startswith("/") and "names" not in request.GET:
        found = {"commands": commands.starting_with(typed)}
    else:
        found = _people(room, request.user, typed)
    return render(request, "rooms/completion.html", {"typed": typed, **found})


def _people(room, user, typed: str) -> dict:
    """Members whose name begins so, and whether everybody may be meant."""
    typed = typed.removeprefix("@")
    username = Q(user__username__startswith=get_user_model().normalize_username(typed))
    members = room.gate.memberships.filter(username | Q(user__display_name__istartswith=typed))
    members = members.filter(user__is_active=True).exclude(user=user)
    found = members.select_related("user").order_by("user__username")[:NAMES]
    may_call_all = ROOM.startswith(typed) and room.is_kept_by(user, membership_in(room, user))
    return {"people": [member.user for member in found], "call": ROOM if may_call_all else ""}
