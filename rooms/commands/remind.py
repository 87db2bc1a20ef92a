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
    try:
        moment, note = moments.named(words)
    except (ValueError, OverflowError):
        raise Refused(
            _("Say when and of what: /remind 2h water the plants, or /remind tomorrow 9:00 call")
        ) from None
    if not note:
        raise Refused.too_short(remind)
    form = NoteForm({"note": note}, moment=moment, author=author)
    if not form.is_valid():
        raise Refused(form.reasons())
    try:
        Reminder.objects.note(author, form.cleaned_data["note"], moment)
    except TooMany:
        raise Refused(Reminder.too_many) from None
    shown = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return Done(_("You will be reminded: %(moment)s.") % {"moment": shown})


remind = Command("remind", gettext_lazy("when, and of what"), gettext_lazy("Be reminded of something"), _run)
