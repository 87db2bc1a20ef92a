import secrets

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rooms.actions import close_poll
from rooms.forms.poll import PollForm
from rooms.models import Poll
from rooms.views.actions import membership_in, press, readable_message
from rooms.views.given import list_given
from rooms.views.rooms import answers, readable_room


@require_http_methods(["GET", "POST"])
@login_required
def create(request, slug):
    """Ask the people of a room something that they answer by voting."""
    room = readable_room(request.user, slug)
    if room.archived_at or not membership_in(room, request.user):
        raise PermissionDenied
    form = PollForm(answers(request), room, request.user, initial={"nonce": secrets.token_hex(8)})
    if form.is_valid() and form.save():
        return redirect(room)
    status = 422 if form.errors else 200
    return render(request, "rooms/polls/new.html", {"form": form, "room": room}, status=status)


@require_POST
@login_required
def vote(request, slug, pk):
    """Choose an option of a poll, or take the vote back."""
    message, poll = _asked(request, slug, pk)
    option = request.POST.get("option", "")
    number = int(option) if option.isdecimal() and len(option) < 4 else -1
    return press(request, message, poll.vote, request.user, number)


@require_POST
@login_required
def close(request, slug, pk):
    """Let nobody vote any more."""
    message, poll = _asked(request, slug, pk)
    if not close_poll.is_offered_to(request.user, message, membership_in(message.room, request.user)):
        raise PermissionDenied
    return press(request, message, poll.close, request.user)


@require_GET
@login_required
def votes(request, slug, pk):
    """Who voted for what; where that is nobody's business, what one chose oneself."""
    message, poll = _asked(request, slug, pk)
    if poll.anonymous:
        return list_given(
            request, message, poll.votes.filter(user=request.user), _("Only you see what you chose.")
        )
    return list_given(request, message, poll.votes.all())


def _asked(request, slug: str, pk: int):
    message = readable_message(request.user, slug, pk)
    poll: Poll | None = message.asked
    if poll is None:
        raise Http404
    return message, poll
