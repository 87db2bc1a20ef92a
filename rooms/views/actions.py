from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rooms import fragments, limits, swaps
from rooms.actions import offered_to
from rooms.models import Message, Refused
from rooms.views.quick import quick_for
from rooms.views.rooms import readable_room


@require_GET
@login_required
def index(request, slug, pk):
    """The menu beside a message."""
    message = readable_message(request.user, slug, pk)
    return render(request, "rooms/actions.html", actions_context(request, message))


def actions_context(request, message) -> dict:
    """Return the context of rooms/actions.html."""
    membership = membership_in(message.room, request.user)
    actions = offered_to(request.user, message, membership)
    return {"message": message, "actions": actions, "quick": quick_for(request)}


def readable_message(user, slug: str, pk: int) -> Message:
    """Return a message with author and room; for outsiders there is none."""
    room = readable_room(user, slug)
    return get_object_or_404(room.messages.with_author(), pk=pk)


def membership_in(room, user):
    """Return the membership by which `user` may do things in a room, or None; as of Room.membership_of."""
    return room.membership_of(user)


def about(request, part: str, context: dict):
    """Show a template about a message: in its menu, or on a page of its own where scripts are off."""
    if request.htmx:
        return render(request, part, context)
    shown = render_to_string(part, context, request)
    return render(request, "rooms/about.html", {"message": context["message"], "shown": shown})


def press(request, message, act, *args):
    """Do a small thing to a message, and answer: the message as it is now, or why it was refused."""
    try:
        if not limits.presses.allows(request.user.pk):
            raise Refused(_("That was fast. Wait a moment, then try again."))
        act(*args)
    except Refused as refusal:
        return refused(request, message, str(refusal))
    except ObjectDoesNotExist:
        raise Http404 from None  # its room was deleted meanwhile
    return done(request, message)


def refused(request, message, reason: str):
    """Answer a form of the menu that nothing came of."""
    if not request.htmx:
        messages.error(request, reason)
        return redirect(message)
    return HttpResponse(swaps.replace("notice", fragments.notice(reason)) + swaps.close("actions"))


def done(request, message):
    """Answer a form of the menu: the message as it is now, or its page where scripts are off."""
    if not request.htmx:
        return redirect(message)
    changed = swaps.log(message.room_id, fragments.message(message))
    return HttpResponse(changed + swaps.close("actions"))
