from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rooms import moments
from rooms.forms.limited import LimitedForm


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
