from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from rooms import limits
from rooms.forms.limited import SaysWhy
from rooms.forms.text import LegibleField
from rooms.models import Message, Room
from rooms.models.message import NotEditable
from rooms.models.posting import NotAMember, NothingToAnswer, RoomIsArchived


class BodyField(LegibleField):
    """The text of a message, of which nothing is read that could not become one."""

    # What is made legible gets shorter: line ends, control characters, marks apart from their letters.
    ROOM = 4

    def to_python(self, value) -> str:
        if value and len(value) > self.ROOM * settings.MESSAGE_LENGTH:
            refuse_length(value)
        return super().to_python(value)


class BodyForm(SaysWhy, forms.Form):
    """What a message says."""

    body = BodyField(strip=False, required=False)

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].strip("\n").rstrip()
        if not body.strip():
            raise forms.ValidationError(_("Write something first."), code="empty")
        refuse_length(body)
        return body


def refuse_length(body: str) -> None:
    """Raise ValidationError, with how much it is too long, for what is no message for that."""
    if len(body) > settings.MESSAGE_LENGTH:
        raise forms.ValidationError(
            ngettext_lazy(
                "This is %(count)d character too long.", "This is %(count)d characters too long.", "count"
            ),
            code="long",
            params={"count": len(body) - settings.MESSAGE_LENGTH},
        )


def refuse_haste(author) -> None:
    """Take one of the posts that `author` may send now. Raises ValidationError where there is none."""
    if not limits.posts.allows(author.pk):
        raise forms.ValidationError(_("That was fast. Wait a moment, then send it again."), code="fast")


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
        if not self.errors:
            refuse_haste(self.author)
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
        if not self.errors:
            refuse_haste(self.author)
        return self.cleaned_data

    def save(self):
        """Edit the message; None, with the reason among the errors, where that cannot be done any more."""
        try:
            self.message.edit(self.cleaned_data["body"])
        except (NotEditable, Room.DoesNotExist, Message.DoesNotExist):
            self.add_error(None, self.too_late)
            return None
        return self.message
