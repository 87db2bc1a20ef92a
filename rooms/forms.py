"""The only place that trusts nobody: what people type, cleaned or refused with a reason."""

import unicodedata
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from rooms import limits, moments
from rooms.models import Message, Room, poll, reminder
from rooms.models.message import NotEditable
from rooms.models.posting import NotAMember, NothingToAnswer, RoomIsArchived
from rooms.models.room import name_key

KEPT_CONTROLS = "\n\t"


def legible(text: str) -> str:
    """Return text without control characters and lone surrogates, with one kind of line end, in NFC."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept))


def one_line(text: str) -> str:
    """Return legible text with single spaces for all that separates words."""
    return " ".join(legible(text).split())


class LegibleField(forms.CharField):
    """Text that is made legible before anything is asked of it."""

    def to_python(self, value) -> str:
        return legible(super().to_python(value))


class SaysWhy:
    """A form whose errors can be told in one line."""

    def reasons(self) -> str:
        """Return all errors as one line of text."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class BodyForm(SaysWhy, forms.Form):
    """What a message says."""

    body = LegibleField(strip=False, required=False)

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].strip("\n").rstrip()
        if not body.strip():
            raise forms.ValidationError(_("Write something first."), code="empty")
        if len(body) > settings.MESSAGE_LENGTH:
            too_many = len(body) - settings.MESSAGE_LENGTH
            raise forms.ValidationError(
                ngettext_lazy(
                    "This is %(count)d character too long.", "This is %(count)d characters too long.", "count"
                ),
                code="long",
                params={"count": too_many},
            )
        return body


class SayingForm(SaysWhy, forms.Form):
    """What a page wants to say in a room; None where the author may not even see it."""

    not_a_member = _("You are not a member of this room.")
    is_archived = _("This room is archived: it can only be read.")
    damaged = _("This form is damaged: reload the page.")

    nonce = forms.CharField(
        required=False,
        widget=forms.HiddenInput,
        validators=[RegexValidator(r"^[0-9A-Za-z_-]{8,32}$", damaged)],
    )

    def __init__(self, data, room: Room | None, author, **kwargs):
        super().__init__(data, **kwargs)
        self.room = room
        self.author = author

    def clean(self) -> dict:
        if self.room is None:
            raise forms.ValidationError(self.not_a_member, code="outsider")
        if not self.errors and not limits.posts.allows(self.author.pk):
            raise forms.ValidationError(_("That was fast. Wait a moment, then send it again."), code="fast")
        return self.cleaned_data

    def save(self):
        """Post the message; None, with the reason among the errors, where the room does not take it."""
        try:
            return self.say()
        except (NotAMember, Room.DoesNotExist):
            self.add_error(None, self.not_a_member)
        except RoomIsArchived:
            self.add_error(None, self.is_archived)
        except NothingToAnswer:
            self.add_error(None, _("The message that you answer is not there any more."))
        return None


class MessageForm(SayingForm, BodyForm):
    """A message."""

    reply_to = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        error_messages={"invalid": SayingForm.damaged},
    )

    def say(self):
        body, nonce, reply_to = (self.cleaned_data[name] for name in ("body", "nonce", "reply_to"))
        return self.room.post(self.author, body, nonce, reply_to=reply_to)


class EditForm(BodyForm):
    """Other words for what one said. allowed: whether its author may still find them."""

    too_late = _("This message cannot be edited any more.")

    def __init__(self, data, message, author, *, allowed: bool):
        super().__init__(data, initial={"body": message.body})
        self.message = message
        self.author = author
        self.allowed = allowed

    def clean(self) -> dict:
        if not self.allowed:
            raise forms.ValidationError(self.too_late, code="late")
        if not self.errors and not limits.posts.allows(self.author.pk):
            raise forms.ValidationError(_("That was fast. Wait a moment, then send it again."), code="fast")
        return self.cleaned_data

    def save(self):
        """Edit the message; None, with the reason among the errors, where that cannot be done any more."""
        try:
            self.message.edit(self.cleaned_data["body"])
        except (NotEditable, Room.DoesNotExist, Message.DoesNotExist):
            self.add_error(None, self.too_late)
            return None
        return self.message


class LimitedForm(SaysWhy, forms.BaseForm):
    """A form that makes or changes rooms and memberships: its author may send only so many at a time."""

    def __init__(self, *args, author, **kwargs):
        super().__init__(*args, **kwargs)
        self.author = author

    def clean(self) -> dict:
        cleaned = super().clean()
        # Wrong answers count too: whoever guesses asks as much of the site.
        if not limits.changes.allows(self.author.pk):
            raise forms.ValidationError(_("That was fast. Wait a moment, then try again."), code="fast")
        return cleaned


class MomentForm(LimitedForm, forms.Form):
    """A moment to come, in the time zone of whoever asks: a name for it (`soon`), or a day and an hour."""

    farthest = timedelta(days=731)

    day = forms.DateField(
        label=_("Day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    hour = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    def __init__(self, *args, moment=None, **kwargs):
        """moment: datetime that was found already; then nothing is asked for."""
        super().__init__(*args, **kwargs)
        self.moment = moment

    def clean(self) -> dict:
        cleaned = super().clean()
        if soon := moments.SOON.get(self.data.get("soon")):
            cleaned["due_at"] = soon()
        elif not self.errors:
            moment = self.moment or self._shown(cleaned.get("day"), cleaned.get("hour"))
            cleaned["due_at"] = self._to_come(moment)
        return cleaned

    def _shown(self, day, hour):
        if day is None or hour is None:
            raise forms.ValidationError(_("Choose a day and a time."), code="none")
        try:
            return moments.at(day, hour)
        except OverflowError:
            raise forms.ValidationError(_("This is too far away."), code="far") from None

    def _to_come(self, moment):
        if moment <= timezone.now():
            raise forms.ValidationError(_("This moment has passed. Choose one to come."), code="past")
        if moment > timezone.now() + self.farthest:
            raise forms.ValidationError(_("This is too far away."), code="far")
        return moment


class NoteForm(MomentForm):
    """What somebody wants to be reminded of, in their own words, and when."""

    note = LegibleField(
        label=_("What it is about"),
        max_length=reminder.NOTE_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    field_order = ["note", "day", "hour"]

    def clean_note(self) -> str:
        return one_line(self.cleaned_data["note"])


class LaterForm(MomentForm):
    """What is to be said, and when."""

    body = LegibleField(
        label=_("Message"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    field_order = ["body", "day", "hour"]

    clean_body = BodyForm.clean_body


class RoomForm(LimitedForm, forms.ModelForm):
    """A room's name, topic and, when it is made, who may come in."""

    name_taken = _("There is a room of that name already (capitals make no difference).")

    class Meta:
        model = Room
        fields = ["name", "topic", "kind"]
        labels = {"name": _("Name"), "topic": _("Topic"), "kind": _("Who may come in")}
        widgets = {
            "name": forms.TextInput(attrs={"maxlength": 80, "dir": "auto", "autocomplete": "off"}),
            "topic": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            "kind": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["kind"].choices = [c for c in Room.Kind.choices if c[0] in Room.SHARED]
        if self.instance.pk:
            del self.fields["kind"]

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name_key(name) or all(unicodedata.category(c) in ("Cf", "Zs", "Mn") for c in name):
            raise forms.ValidationError(_("A room needs a name that can be read."))
        if len(name_key(name)) > Room._meta.get_field("name_key").max_length:
            raise forms.ValidationError(_("This name is too long."))
        if Room.objects.filter(name_key=name_key(name)).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(self.name_taken)
        return name

    def clean_topic(self) -> str:
        return one_line(self.cleaned_data["topic"])


class EndForm(LimitedForm, forms.Form):
    """The name of a room, typed by whoever wants to delete it."""

    name = forms.CharField(
        label=_("Type the room's name to confirm"),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, data, room: Room, author):
        super().__init__(data, author=author)
        self.room = room

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if name != self.room.name:
            raise forms.ValidationError(_("That is not the name of the room."), code="wrong")
        return name


class InviteForm(LimitedForm, forms.Form):
    """Somebody to be made a member, by username."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        # Somebody else's, so what the browser knows of its user is no help.
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean_username(self):
        username = self.cleaned_data["username"].strip().removeprefix("@")
        try:
            return get_user_model().objects.get(username__iexact=username, is_active=True)
        except get_user_model().DoesNotExist:
            raise forms.ValidationError(_("Nobody here has that username.")) from None


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
