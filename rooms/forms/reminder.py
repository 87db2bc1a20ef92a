from django import forms
from django.utils.translation import gettext_lazy as _

from rooms.forms.moment import MomentForm
from rooms.forms.text import LegibleField, one_line
from rooms.models.reminder import NOTE_LENGTH


class NoteForm(MomentForm):
    """What somebody wants to be reminded of, in their own words, and when."""

    note = LegibleField(
        label=_("What it is about"),
        max_length=NOTE_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    field_order = ["note", "day", "hour"]

    def clean_note(self) -> str:
        return one_line(self.cleaned_data["note"])
