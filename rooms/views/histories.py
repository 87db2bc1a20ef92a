from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rooms.views.actions import readable_message
from rooms.views.page import wants_panel
from rooms.views.paging import page_of

PER_PAGE = 20


@require_GET
@login_required
def show(request, slug, pk):
    """What a message said before it was edited, the last words first, a page at a time."""
    message = readable_message(request.user, slug, pk)
    if message.retracted_at or not message.edited_at:
        raise Http404
    revisions, earlier = page_of(request, message.revisions.all(), PER_PAGE)
    context = {"message": message, "revisions": revisions, "earlier": earlier}
    template = "rooms/history_panel.html" if wants_panel(request) else "rooms/history.html"
    return render(request, template, context)
