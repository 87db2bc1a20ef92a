from django import forms

from accounts.models import Site


class SiteForm(forms.ModelForm):
    """What the owner decides."""

    class Meta:
        model = Site
        fields = ["name", "sign_up"]
        widgets = {"sign_up": forms.RadioSelect}
