from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from rooms.forms.limited import LimitedForm


class InviteForm(LimitedForm, forms.Form):
    """Somebody to be made a member, by username."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        # Somebody else's, so what the browser knows of its user is no help.
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean_username(self):
        people = get_user_model()
        # Not in whatever case: to PostgreSQL a dotless i is just another i.
        username = people.normalize_username(self.cleaned_data["username"].strip().removeprefix("@"))
        try:
            return people.objects.get(username=username, is_active=True)
        except people.DoesNotExist:
            raise forms.ValidationError(_("Nobody here has that username.")) from None
