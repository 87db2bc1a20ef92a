"""What a text will look like as a message."""

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from rooms import commands, limits, markup, saying
from rooms.forms.message import BodyForm
from rooms.models import Room
from rooms.models.mention import Mentionable


class PreviewForm(BodyForm):
    """A text that its author wants to see as a message first."""

    def __init__(self, data, room: Room, author):
        super().__init__(data)
        self.room = room
        self.author = author

    def clean(self) -> dict:
        # Formatting is work, and a preview follows the keys.
        if not limits.previews.allows(self.author.pk):
            raise forms.ValidationError(_("That was fast. Wait a moment, then try again."), code="fast")
        try:
            self.words = saying.in_words(self.cleaned_data.get("body", ""))
        except commands.Refused as refused:
            raise forms.ValidationError(str(refused), code="command") from None
        return self.cleaned_data

    @property
    def html(self) -> SafeString:
        mentionable = Mentionable.named_in(self.words, self.room.pk, self.author)
        return mark_safe(markup.render(self.words, mentionable))  # noqa: S308 (it comes out of the sanitiser)
