from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_GET

from rooms.views.actions import membership_in, readable_message
from rooms.views.directs import render_direct
from rooms.views.page import render_room


@require_GET
@login_required
def show(request, slug, pk):
    """The place of a message: its room, opened around it."""
    message = readable_message(request.user, slug, pk)
    room, membership = message.room, membership_in(message.room, request.user)
    if room.is_direct:
        return render_direct(request, room, membership, room.other_than(request.user), target=message)
    return render_room(request, room, membership, target=message)
