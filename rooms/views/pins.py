from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from rooms import actions
from rooms.models.pin import MOST, TooManyPins
from rooms.views.actions import done, membership_in, readable_message, refused
from rooms.views.limited import limited
from rooms.views.rooms import readable_room


@require_GET
@login_required
def index(request, slug):
    """What is pinned in a room: not more than fits a page."""
    room = readable_room(request.user, slug)
    context = {
        "room": room,
        "pins": room.pinnings.with_messages()[:MOST],
        "may_unpin": bool(membership_in(room, request.user)) and not room.archived_at,
    }
    return render(request, "rooms/pins.html", context)


@require_POST
@login_required
@limited
def create(request, slug, pk):
    message = _message(request, slug, pk, actions.pin)
    try:
        message.pin(request.user)
    except TooManyPins:
        reason = ngettext(
            "A room has %(count)d pin at most. Unpin something first.",
            "A room has %(count)d pins at most. Unpin something first.",
            MOST,
        )
        return refused(request, message, reason % {"count": MOST})
    return done(request, message)


@require_POST
@login_required
@limited
def end(request, slug, pk):
    message = _message(request, slug, pk, actions.unpin)
    message.unpin()
    return redirect("pins", slug) if "list" in request.POST else done(request, message)


def _message(request, slug, pk, action):
    message = readable_message(request.user, slug, pk)
    # What was done already, perhaps by somebody else, is done.
    other = actions.unpin if action is actions.pin else actions.pin
    membership = membership_in(message.room, request.user)
    if not any(a.is_offered_to(request.user, message, membership) for a in (action, other)):
        raise PermissionDenied
    return message
