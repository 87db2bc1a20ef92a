from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from rooms import addresses
from rooms.actions import unread
from rooms.views.actions import membership_in, readable_message
from rooms.views.limited import limited


@require_POST
@login_required
@limited
def create(request, slug, pk):
    """Take a message and all after it for unread again."""
    message = readable_message(request.user, slug, pk)
    membership = membership_in(message.room, request.user)
    if not unread.is_offered_to(request.user, message, membership):
        raise PermissionDenied
    if message.room.is_thread:
        message.room.follow(request.user)  # what is unread is counted for who follows it
    get_object_or_404(message.room.memberships, user=request.user).unread_from(message)
    messages.success(request, _("Marked as unread."))
    return _leave(request, message.room)


def _leave(request, room):
    """Show the room no longer: a page that goes on showing it has read it the next moment."""
    if not request.htmx:
        return redirect("rooms")
    if not room.is_shared and not _is_on_its_page(request, room):
        return HttpResponseClientRefresh()  # the page without the panel
    return HttpResponseClientRedirect(reverse("rooms"))


def _is_on_its_page(request, room) -> bool:
    shown = request.htmx.current_url_abs_path or ""
    own = [room.get_absolute_url()]
    if room.is_direct:
        own.append(addresses.of_direct(room.other_than(request.user).username))
    return shown.startswith(tuple(own))
