from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from rooms.models import Presence, Room
from rooms.views.page import log_context, wants_panel
from site_config.bidi import isolated


@require_GET
@login_required
def show(request, username):
    """A conversation of two: as a panel when a page asks for one, else as a page."""
    people = get_user_model()
    other = get_object_or_404(people, username=people.normalize_username(username))
    if other == request.user:
        own = request.user.get_absolute_url()
        return HttpResponseClientRedirect(own) if request.htmx else redirect(own)
    room = Room.objects.direct_between(request.user, other)
    membership = room.membership_of(request.user)
    return render_direct(request, room, membership, other)


def render_direct(request, room, membership, other, **shown):
    """shown: as of views.page.log_context."""
    context = log_context(request, room, membership, membership, **shown) | {
        "other": other,
        "is_here": Presence.objects.filter(user=other, room=None).exists(),
        "placeholder": _("Message to %(person)s") % {"person": isolated(other.name)},
    }
    template = "rooms/panel.html" if wants_panel(request) else "rooms/direct.html"
    return render(request, template, context, status=422 if context["refused"] else 200)
