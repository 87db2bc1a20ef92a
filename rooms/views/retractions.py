from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_POST

from rooms.actions import retract
from rooms.views.actions import done, membership_in, readable_message
from rooms.views.limited import limited


@require_POST
@login_required
@limited
def create(request, slug, pk):
    """Take a message back: one's own, or anybody's where one keeps order."""
    message = readable_message(request.user, slug, pk)
    if not retract.is_offered_to(request.user, message, membership_in(message.room, request.user)):
        raise PermissionDenied
    message.retract()
    return done(request, message)
