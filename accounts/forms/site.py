from django import forms
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.logo import LogoField
from accounts.models import Site

IN_MINUTES = _("In minutes. Nothing, or 0, means for ever.")

# A picker always shows some colour. Grey is the one that nobody picks, so it stands for none.
NO_ACCENT = "#808080"


class SiteForm(forms.ModelForm):
    """What the owner decides."""

    plain_accent = forms.BooleanField(label=_("Go back to the colour of the theme"), required=False)
    logo = LogoField(
        label=_("Logo"),
        required=False,
        help_text=_("A PNG or WebP image of at most 64 KB, best a square one. It is shown small."),
    )
    no_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    class Meta:
        model = Site
        fields = ["name", "sign_up", "edit_minutes", "retract_minutes", "accent"]
        widgets = {"sign_up": forms.RadioSelect, "accent": forms.ColorInput}
        help_texts = {
            "edit_minutes": IN_MINUTES,
            "retract_minutes": format_lazy(
                "{} {}", IN_MINUTES, _("Whoever keeps order in a room may take messages back at any time.")
            ),
            "accent": _(
                "For links, buttons and what is new. "
                "Where it would be hard to read, it is made darker or lighter."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("edit_minutes", "retract_minutes"):
            self.fields[name].required = False
            self.initial[name] = self.initial[name] or None
        # What cannot be taken away is not offered to be.
        if not self.instance.accent:
            self.initial["accent"] = NO_ACCENT
            del self.fields["plain_accent"]
        if not self.instance.logo_id:
            del self.fields["no_logo"]

    def clean_edit_minutes(self) -> int:
        return self.cleaned_data["edit_minutes"] or 0

    def clean_retract_minutes(self) -> int:
        return self.cleaned_data["retract_minutes"] or 0

    def clean_accent(self) -> str:
        accent = self.cleaned_data["accent"].lower()
        return "" if accent == NO_ACCENT else accent

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("plain_accent"):
            cleaned["accent"] = ""
        return cleaned

    @transaction.atomic
    def save(self, commit=True) -> Site:
        site = super().save(commit=False)
        if png := self.cleaned_data["logo"]:
            site.show_logo(png)
        elif self.cleaned_data.get("no_logo"):
            site.drop_logo()
        site.save()
        return site
