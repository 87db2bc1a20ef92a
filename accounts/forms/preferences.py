from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts import zones
from accounts.forms.name import NameField
from accounts.models import User


def languages() -> list[tuple[str, str]]:
    """Every language by its own name, for people who cannot read the page's."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class PreferencesForm(forms.ModelForm):
    """How a person wants to be called and served."""

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=lambda: [("", _("As my browser says")), *languages()]
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("As my device says")), *zones.choices()],
    )

    class Meta:
        model = User
        fields = ["display_name", "language", "time_zone"]
        field_classes = {"display_name": NameField}
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "nickname"})}
        help_texts = {"display_name": _("What others see. Left empty, they see your username.")}
