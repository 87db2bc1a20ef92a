from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rooms.forms.room import EndForm, RoomForm
from rooms.models import Membership, Room
from rooms.views.limited import limited
from site_config.bidi import isolated

PER_PAGE = 30


@require_GET
@login_required
def home(request):
    """Go where one was last talked to, or to the directory."""
    membership = Membership.objects.of(request.user).filter(room__kind__in=Room.SHARED).first()
    return redirect(membership.room if membership else "rooms")


@require_GET
@login_required
def index(request):
    """The directory: rooms that one may read, by name, a page at a time."""
    words, start = request.GET.get("q", "").strip()[:80], request.GET.get("from", "")[:200]
    rooms = Room.objects.listed_for(request.user).filter(name_key__gte=start).order_by("name_key")
    rooms = rooms.matching(words) if words else rooms.filter(archived_at=None)
    found = list(rooms[: PER_PAGE + 1])
    mine = set(Membership.objects.filter(user=request.user, room__in=found).values_list("room", flat=True))
    context = {
        "rooms": found[:PER_PAGE],
        "mine": mine,
        "words": words,
        "next": found[PER_PAGE].name_key if len(found) > PER_PAGE else None,
    }
    return render(request, "rooms/index.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def create(request):
    form = RoomForm(answers(request), author=request.user)
    if form.is_valid():
        try:
            return redirect(Room.objects.open_up(request.user, **form.cleaned_data))
        except IntegrityError:  # somebody else took the name this very moment
            form.add_error("name", form.name_taken)
    return render(request, "rooms/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, slug):
    room = managed_room(request.user, slug)
    form = RoomForm(answers(request), instance=room, author=request.user)
    if form.is_valid():
        try:
            room.revise(form.cleaned_data["name"], form.cleaned_data["topic"])
            return redirect(room)
        except IntegrityError:  # as above
            form.add_error("name", form.name_taken)
    room.refresh_from_db()  # the form has put what was refused into it
    return render(
        request, "rooms/edit.html", {"form": form, "room": room}, status=422 if form.errors else 200
    )


@require_POST
@login_required
@limited
def archive(request, slug):
    room = managed_room(request.user, slug)
    room.archive()
    return redirect(room)


@require_POST
@login_required
@limited
def restore(request, slug):
    room = managed_room(request.user, slug)
    room.restore()
    return redirect(room)


@require_http_methods(["GET", "POST"])
@login_required
def end(request, slug):
    """Delete a room, once its name was typed: there is no way back."""
    room = managed_room(request.user, slug)
    form = EndForm(answers(request), room, request.user)
    if form.is_valid():
        room.end()
        messages.success(request, _("%(room)s was deleted.") % {"room": isolated(room.name)})
        return redirect("rooms")
    return render(request, "rooms/end.html", {"form": form, "room": room}, status=422 if form.errors else 200)


def answers(request):
    """Return what was sent with a form; None for a form that is only looked at."""
    return request.POST if request.method == "POST" else None


def readable_room(user, slug) -> Room:
    """Return the room; for outsiders there is none."""
    return get_object_or_404(Room.objects.visible_to(user), slug=slug)


def managed_room(user, slug) -> Room:
    room = readable_room(user, slug)
    if not room.is_managed_by(user):
        raise PermissionDenied
    return room
