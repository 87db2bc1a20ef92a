from django import forms
from django.utils.translation import gettext_lazy as _

from rooms.forms.message import BodyForm
from rooms.forms.moment import MomentForm
from rooms.forms.text import LegibleField


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
