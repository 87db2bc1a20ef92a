from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rooms.forms.membership import InviteForm
from rooms.views.limited import limited
from rooms.views.rooms import answers, managed_room, readable_room
from site_config.bidi import isolated

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@login_required
def index(request, slug):
    """The members of a room, and the form with which they bring in others."""
    room = _shared_room(request.user, slug)
    membership = room.memberships.filter(user=request.user).first()
    form = InviteForm(answers(request), author=request.user)
    if request.method == "POST":
        if membership is None or room.archived_at:
            raise PermissionDenied
        if form.is_valid():
            room.admit(form.cleaned_data["username"])
            return redirect("members", slug)
    context = _page(request, room) | {
        "room": room,
        "membership": membership,
        "manages": room.is_managed_by(request.user),
        "form": form,
    }
    return render(request, "rooms/members.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
@limited
def join(request, slug):
    room = _shared_room(request.user, slug)
    if not room.is_open:
        raise PermissionDenied
    room.admit(request.user)
    return redirect(room)


@require_POST
@login_required
@limited
def leave(request, slug):
    room = _shared_room(request.user, slug)
    room.dismiss(request.user)
    messages.success(request, _("You left %(room)s.") % {"room": isolated(room.name)})
    return redirect("rooms")


@require_POST
@login_required
@limited
def dismiss(request, slug, pk):
    """Remove a member."""
    room = managed_room(request.user, slug)
    room.dismiss(get_object_or_404(get_user_model(), pk=pk))
    return redirect("members", slug)


def _shared_room(user, slug):
    room = readable_room(user, slug)
    if not room.is_shared:
        raise Http404
    return room


def _page(request, room) -> dict:
    start = request.GET.get("from", "")[:150]
    members = (
        room.memberships.select_related("user").filter(user__username__gte=start).order_by("user__username")
    )
    found = list(members[: PER_PAGE + 1])
    more = found[PER_PAGE].user.username if len(found) > PER_PAGE else None
    return {"memberships": found[:PER_PAGE], "next": more}
