"""Text as everything else may rely on it."""

import unicodedata

from site_config.normal import normal
from site_config.tidied import TidiedField

KEPT_CONTROLS = "\n\t"


def legible(text: str) -> str:
    """Return text without control characters and lone surrogates, with one kind of line end, in NFC."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    return normal("NFC", "".join(kept))


def one_line(text: str) -> str:
    """Return legible text with single spaces for all that separates words."""
    return " ".join(legible(text).split())


class LegibleField(TidiedField):
    """Text that is made legible before anything is asked of it."""

    tidied = staticmethod(legible)
