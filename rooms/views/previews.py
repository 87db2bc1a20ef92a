from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rooms.previewing import PreviewForm
from rooms.views.conversation import render_conversation
from rooms.views.rooms import readable_room


@require_http_methods(["GET", "POST"])
@login_required
def show(request, slug):
    """What a text will look like: above the composer that asks, or on a page of its own; GET closes it."""
    room = readable_room(request.user, slug)
    form = PreviewForm(request.POST, room, request.user) if request.method == "POST" else None
    if form and not request.htmx:
        return render_conversation(request, room, form=form)
    return render(request, "rooms/preview.html", preview_context(room, form))


def preview_context(room, form: PreviewForm | None) -> dict:
    """Return the context of rooms/preview.html."""
    valid = form is not None and form.is_valid()
    return {
        "room": room,
        "preview": form.html if valid else None,
        "reasons": form.reasons() if form and not valid else "",
    }
