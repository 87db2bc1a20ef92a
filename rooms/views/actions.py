from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from rooms import fragments, swaps
from rooms.actions import offered_to
from rooms.models import Message
from rooms.views.rooms import readable_room


@require_GET
@login_required
def index(request, slug, pk):
    """The menu beside a message."""
    message = readable_message(request.user, slug, pk)
    return render(request, "rooms/actions.html", actions_context(request, message))


def actions_context(request, message) -> dict:
    """Return the context of rooms/actions.html."""
    membership = membership_in(message.room, request.user)
    return {"message": message, "actions": offered_to(request.user, message, membership)}


def readable_message(user, slug: str, pk: int) -> Message:
    """Return a message with author and room; for outsiders there is none."""
    room = readable_room(user, slug)
    return get_object_or_404(room.messages.with_author(), pk=pk)


def membership_in(room, user):
    """Return the membership by which `user` may do things in a room: for a thread that in its home."""
    return room.gate.memberships.filter(user=user).select_related("room").first()


def done(request, message):
    """Answer a form of the menu: the message as it is now, or its page where scripts are off."""
    if not request.htmx:
        return redirect(message)
    changed = swaps.log(message.room_id, fragments.message(message))
    return HttpResponse(changed + swaps.close("actions"))
