from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import logos


class LogoField(forms.FileField):
    """A small image; cleaned, it is the bytes of a PNG."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/webp"})

    def to_python(self, data) -> bytes | None:
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > logos.MOST_BYTES:
            raise ValidationError(_("This file is too large: more than 64 KB."))
        return logos.small(file.read())
