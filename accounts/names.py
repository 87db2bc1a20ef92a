"""What people may be called."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from site_config.normal import normal

# Letters and digits of any script; begins and ends with one, so that "." and ".." are no names
# and a name at the end of a sentence is told from its full stop. No "@": that is an email address.
USERNAME = re.compile(r"\w(?:[\w.-]*\w)?")

# They turn the text around them and are seen by nobody.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def tidy(name: str) -> str:
    """Return the name in its one normal form, with its case."""
    return normal("NFKC", name).strip()


def normal_username(username: str) -> str:
    """Return the username as it is stored and compared."""
    # Lowering can take a name out of its normal form.
    return tidy(tidy(username).lower())


def validate_username(username: str) -> None:
    """Refuse a username that has no place in an address."""
    if not USERNAME.fullmatch(username):
        raise ValidationError(
            _("Use letters, digits, dots, hyphens and underscores, with a letter or digit at both ends."),
            code="invalid_username",
        )


def validate_display_name(name: str) -> None:
    """Refuse a name that could upset the text around it."""
    if any(char in BIDI_CONTROLS or unicodedata.category(char) in CONTROL_CATEGORIES for char in name):
        raise ValidationError(_("A name has no invisible control characters."), code="invalid_name")
