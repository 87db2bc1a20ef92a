from django import forms
from django.utils.translation import gettext_lazy as _

from rooms import limits


class SaysWhy:
    """A form whose errors can be told in one line."""

    def reasons(self) -> str:
        """Return all errors as one line of text."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


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
