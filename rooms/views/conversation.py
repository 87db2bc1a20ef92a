from rooms.views.actions import membership_in
from rooms.views.directs import render_direct
from rooms.views.page import render_room


def render_conversation(request, room, **shown):
    """Show a room, or a conversation of two. shown: as of views.page.log_context."""
    membership = membership_in(room, request.user)
    if room.is_direct:
        return render_direct(request, room, membership, room.other_than(request.user), **shown)
    return render_room(request, room, membership, **shown)
