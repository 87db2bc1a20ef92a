from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rooms.actions import remind
from rooms.forms.moment import MomentForm
from rooms.forms.reminder import NoteForm
from rooms.models import Reminder
from rooms.models.due import TooMany
from rooms.views.actions import membership_in, readable_message, refused
from rooms.views.rooms import answers


@require_GET
@login_required
def index(request):
    """One's reminders: those that rang, and those to come."""
    return render(request, "rooms/reminders.html", {"list": Reminder.objects.readable(request.user)})


@require_http_methods(["GET", "POST"])
@login_required
def create(request, slug, pk):
    """Ask to be reminded of a message."""
    message = readable_message(request.user, slug, pk)
    if not remind.is_offered_to(request.user, message, membership_in(message.room, request.user)):
        raise PermissionDenied
    form = MomentForm(answers(request), author=request.user)
    if form.is_valid():
        try:
            reminder = Reminder.objects.remind(request.user, message, form.cleaned_data["due_at"])
        except TooMany:
            form.add_error(None, Reminder.too_many)
        else:
            return _made(request, reminder)
    if form.errors and request.htmx:
        return refused(request, message, form.reasons())
    return _form(request, form, message)


@require_http_methods(["GET", "POST"])
@login_required
def note(request):
    """Ask to be reminded of something in one's own words."""
    form = NoteForm(answers(request), author=request.user)
    if form.is_valid():
        try:
            Reminder.objects.note(request.user, form.cleaned_data["note"], form.cleaned_data["due_at"])
        except TooMany:
            form.add_error(None, Reminder.too_many)
        else:
            messages.success(request, _("You will be reminded."))
            return redirect("reminders")
    return _form(request, form)


@require_POST
@login_required
def end(request, pk):
    """Dismiss a reminder, or take it back before it rings."""
    Reminder.objects.dismiss(request.user, pk)
    return HttpResponse() if request.htmx else redirect("reminders")


def _made(request, reminder):
    if request.htmx:
        return render(request, "rooms/reminded.html", {"reminder": reminder})
    messages.success(request, _("You will be reminded."))
    return redirect("reminders")


def _form(request, form, message=None):
    context = {"message": message, "form": form, "zone": timezone.get_current_timezone_name()}
    return render(request, "rooms/remind.html", context, status=422 if form.errors else 200)
