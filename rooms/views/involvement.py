from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rooms.models import Membership
from rooms.views.actions import membership_in
from rooms.views.limited import limited
from rooms.views.rooms import readable_room


@require_POST
@login_required
@limited
def edit(request, slug):
    """Hear more or less of a room."""
    room = readable_room(request.user, slug)
    if room.is_thread:
        raise Http404  # one follows it, or not
    membership = membership_in(room, request.user)
    involvement = request.POST.get("involvement")
    if membership is None:
        raise PermissionDenied
    if involvement not in Membership.Involvement.values:
        return HttpResponse(status=400)
    membership.involve(involvement)
    if request.htmx:
        return render(request, "rooms/involvement.html", {"room": room, "membership": membership})
    return redirect(room)
