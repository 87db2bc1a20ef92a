from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rooms.forms.message import SayingForm
from rooms.forms.text import LegibleField, one_line
from rooms.models import poll


class PollForm(SayingForm):
    """A question, and what can be answered to it."""

    FIRST = 4

    question = LegibleField(
        label=_("Question"),
        max_length=poll.QUESTION_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    multiple = forms.BooleanField(label=_("Several options can be chosen"), required=False)
    anonymous = forms.BooleanField(label=_("Nobody sees who voted for what"), required=False)
    closes_at = forms.DateTimeField(
        label=_("Closes"),
        required=False,
        help_text=_("Left empty, it stays open until you close it."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, poll.MOST + 1):
            self.fields[f"option_{number}"] = LegibleField(
                label=_("Option %(number)d") % {"number": number},
                max_length=poll.OPTION_LENGTH,
                required=False,
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            )

    # In the order of the page

    @property
    def options(self) -> list[forms.BoundField]:
        return [self[f"option_{number}"] for number in range(1, poll.MOST + 1)]

    @property
    def first_options(self) -> list[forms.BoundField]:
        return self.options[: self.FIRST]

    @property
    def more_options(self) -> list[forms.BoundField]:
        """Those that most polls have no use for."""
        return self.options[self.FIRST :]

    @property
    def uses_more(self) -> bool:
        return any(field.value() or field.errors for field in self.more_options)

    @property
    def settings(self) -> list[forms.BoundField]:
        return [self["multiple"], self["anonymous"], self["closes_at"]]

    # What was typed

    def clean_question(self) -> str:
        return one_line(self.cleaned_data["question"])

    def clean_closes_at(self):
        closes_at = self.cleaned_data["closes_at"]
        if closes_at and not timezone.now() < closes_at < timezone.now() + timedelta(days=366):
            raise forms.ValidationError(_("Choose a time in the future, a year ahead at most."))
        return closes_at

    def clean(self) -> dict:
        self.cleaned_data["options"] = self._clean_options()
        return super().clean()

    def _clean_options(self) -> list[str]:
        texts: list[str] = []
        for field in self.options:
            text = one_line(self.cleaned_data.get(field.name, ""))
            if text in texts:
                self.add_error(field.name, _("This option is there already."))
            elif text:
                texts.append(text)
        if len(texts) < poll.FEWEST and not any(field.errors for field in self.options):
            empty = next(field for field in self.options if not self.cleaned_data.get(field.name, "").strip())
            self.add_error(empty.name, _("A poll needs two options at least."))
        return texts

    def say(self):
        given = self.cleaned_data
        how = {name: given[name] for name in ("multiple", "anonymous", "closes_at")}
        return self.room.ask(self.author, given["question"], given["options"], given["nonce"], **how)
