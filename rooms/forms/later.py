from django import forms
from django.utils.translation import gettext_lazy as _

from rooms.forms.message import BodyField, BodyForm, SayingForm
from rooms.forms.moment import MomentForm


class LaterForm(MomentForm):
    """What is to be said, and when."""

    body = BodyField(
        label=_("Message"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    # What was planned is said once, however often its form was sent.
    nonce = SayingForm.base_fields["nonce"]
    field_order = ["body", "day", "hour"]

    clean_body = BodyForm.clean_body
