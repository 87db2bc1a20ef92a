from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import names
from accounts.forms.name import NameField
from accounts.models import User


class SignUpForm(forms.Form):
    """What allauth's sign-up form asks besides its own questions."""

    field_order = ["username", "display_name", "email", "password1", "password2"]

    display_name = NameField(
        label=_("Display name (optional)"),
        required=False,
        max_length=User._meta.get_field("display_name").max_length,
        validators=[names.validate_display_name],
        help_text=_("What others see. You can change it at any time."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, _request, user) -> None:
        # Usernames are kept in lower case. Whoever wrote "Alice" shall be called so.
        typed = names.tidy(self["username"].data or "")
        user.display_name = self.cleaned_data["display_name"] or (typed if typed != user.username else "")
        user.save(update_fields=["display_name"])
