import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rooms import commands, saying
from rooms.forms.later import LaterForm
from rooms.models import Draft, Later
from rooms.models.due import TooMany
from rooms.views.rooms import answers, readable_room

SENT = gettext_lazy("It was sent a moment ago.")


@require_GET
@login_required
def index(request):
    """What is to be sent later, and what could not be sent."""
    return render(request, "rooms/laters.html", {"laters": Later.objects.of(request.user)})


@require_http_methods(["GET", "POST"])
@login_required
def create(request, slug):
    """Say something in a room later. The form begins with what one was writing there."""
    room = readable_room(request.user, slug)
    membership = room.membership_of(request.user)
    if membership is None or room.archived_at:
        raise PermissionDenied
    initial = {"body": membership.draft, "nonce": secrets.token_hex(8)}
    form = LaterForm(answers(request), author=request.user, initial=initial)
    if body := _words(form):
        due_at, nonce = form.cleaned_data["due_at"], form.cleaned_data["nonce"]
        try:
            planned = Later.objects.plan(request.user, room, body, due_at, nonce)
        except TooMany:
            form.add_error(None, Later.too_many)
        else:
            if planned:
                Draft.objects.drop(room.pk, request.user)
                messages.success(request, _("This will be sent when its time has come."))
            else:
                messages.error(request, SENT)
            return redirect("laters")
    return _form(request, room, form)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, pk):
    """Say something else, or at another moment."""
    later = get_object_or_404(Later.objects.of(request.user), pk=pk)
    due = timezone.localtime(later.due_at)
    initial = {"body": saying.as_typed(later.body), "day": due.date(), "hour": due.time()}
    form = LaterForm(answers(request), author=request.user, initial=initial)
    if body := _words(form):
        if not later.revise(body, form.cleaned_data["due_at"]):
            messages.error(request, SENT)
        return redirect("laters")
    return _form(request, later.room, form)


@require_POST
@login_required
def cancel(request, pk):
    """Do not say it after all."""
    Later.objects.of(request.user).filter(pk=pk).delete()
    return redirect("laters")


def _words(form) -> str | None:
    """Return what is to be said; None, with the reason among the errors, where that is nothing."""
    if not form.is_valid():
        return None
    try:
        return saying.in_words(form.cleaned_data["body"])
    except commands.Refused as refused:
        form.add_error("body", str(refused))
        return None


def _form(request, room, form):
    context = {"room": room, "form": form, "zone": timezone.get_current_timezone_name()}
    return render(request, "rooms/later.html", context, status=422 if form.errors else 200)
