from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms import moments
from rooms.commands.command import Command, Done, Refused
from rooms.forms.reminder import NoteForm
from rooms.models import Reminder
from rooms.models.due import TooMany


def _run(room, author, words: str, nonce: str) -> Done:
    moment, note = _named(words)
    form = NoteForm({"note": note}, moment=moment, author=author)
    if not form.is_valid():
        raise Refused(form.reasons())
    try:
        Reminder.objects.note(author, form.cleaned_data["note"], moment)
    except TooMany:
        raise Refused(Reminder.too_many) from None
    shown = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return Done(_("You will be reminded: %(moment)s.") % {"moment": shown})


def _named(words: str) -> tuple[datetime, str]:
    """Return when, and of what. Raises Refused where one of them is missing."""
    try:
        moment, note = moments.named(words)
        if note:
            return moment, note
    except (ValueError, OverflowError):
        pass
    raise Refused(_("Say when and of what: /remind 2h water the plants, or /remind tomorrow 9:00 call"))


remind = Command("remind", gettext_lazy("when, and of what"), gettext_lazy("Be reminded of something"), _run)
