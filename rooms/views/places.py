from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_GET

from rooms.views.actions import readable_message
from rooms.views.conversation import render_conversation


@require_GET
@login_required
def show(request, slug, pk):
    """The place of a message: its room, opened around it."""
    message = readable_message(request.user, slug, pk)
    return render_conversation(request, message.room, target=message)
