from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rooms import swaps
from rooms.actions import thread
from rooms.dom import dom_id
from rooms.models import Message, Room
from rooms.views.actions import membership_in, readable_message
from rooms.views.limited import limited
from rooms.views.page import log_context, wants_panel
from rooms.views.rooms import readable_room


@require_POST
@login_required
@limited
def begin(request, slug, pk):
    """Open the thread under a message: as a panel when a page asks for one, else as a page."""
    message = readable_message(request.user, slug, pk)
    membership = membership_in(message.room, request.user)
    if not thread.is_offered_to(request.user, message, membership):
        raise PermissionDenied
    room = Room.objects.thread_under(message, request.user)
    if not request.htmx:
        return redirect(room)
    answer = render_thread(request, room, membership_in(room, request.user))
    answer.write(swaps.close("actions"))
    return answer


@require_POST
@login_required
@limited
def follow(request, slug):
    room = _readable_thread(request, slug)
    room.follow(request.user)
    return _followed(request, room, following=True)


@require_POST
@login_required
@limited
def unfollow(request, slug):
    room = _readable_thread(request, slug)
    room.unfollow(request.user)
    return _followed(request, room, following=False)


def render_thread(request, room, membership, **shown):
    """membership: one's own in the thread's home, or None; shown: as of views.page.log_context."""
    room.parent = Message.objects.select_related("author").get(pk=room.parent_id)
    mine = room.memberships.filter(user=request.user).first()
    context = log_context(request, room, membership, mine, **shown) | {
        "home": room.home,
        "original": room.parent,
        "following": mine is not None,
        "placeholder": _("Reply in the thread"),
    }
    template = "rooms/thread_panel.html" if wants_panel(request) else "rooms/thread.html"
    return render(request, template, context, status=422 if context["refused"] else 200)


def _readable_thread(request, slug) -> Room:
    room = readable_room(request.user, slug)
    if not room.is_thread:
        raise Http404
    if membership_in(room, request.user) is None:
        raise PermissionDenied
    return room


def _followed(request, room, following: bool):
    """Answer with the other one of the two buttons, or the thread's page where scripts are off."""
    if not request.htmx:
        return redirect(room)
    button = render_to_string("rooms/follow.html", {"room": room, "following": following}, request)
    return HttpResponse(swaps.replace(dom_id(room, "follow"), button))
