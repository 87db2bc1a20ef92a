from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rooms import fragments, swaps
from rooms.actions import reply
from rooms.dom import dom_id
from rooms.views.actions import membership_in, readable_message
from rooms.views.conversation import render_conversation


@require_GET
@login_required
def new(request, slug, pk):
    """The composer of a message's room, with its quote: on the page that asks, or on a page of its own."""
    message = readable_message(request.user, slug, pk)
    membership = membership_in(message.room, request.user)
    if not reply.is_offered_to(request.user, message, membership):
        raise PermissionDenied
    if not request.htmx:
        return render_conversation(request, message.room, target=message, reply_to=message)
    quoting = swaps.replace(dom_id(message.room, "reply"), fragments.reply(message.room, message))
    return HttpResponse(quoting + swaps.close("actions"))
