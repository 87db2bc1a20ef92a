from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from rooms import addresses
from rooms.views.actions import membership_in
from rooms.views.directs import render_direct
from rooms.views.page import render_room
from rooms.views.rooms import readable_room
from rooms.views.threads import render_thread


@require_GET
@login_required
def show(request, slug):
    """A room of any kind."""
    room = readable_room(request.user, slug)
    if room.is_direct:
        asked = request.META["QUERY_STRING"]
        address = addresses.of_direct(room.other_than(request.user).username)
        return redirect(f"{address}?{asked}" if asked else address)
    return render_conversation(request, room)


def render_conversation(request, room, **shown):
    """Show a room, a thread, or a conversation of two. shown: as of views.page.log_context."""
    membership = membership_in(room, request.user)
    if room.is_direct:
        return render_direct(request, room, membership, room.other_than(request.user), **shown)
    if room.is_thread:
        return render_thread(request, room, membership, **shown)
    return render_room(request, room, membership, **shown)
