"""The words of the site: what the source says, what the catalogues know of it, and what still lacks."""

from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
ENGLISH = "en"  # what the source is written in


def languages() -> list[str]:
    """The codes of the languages that the source is put into."""
    from django.conf import settings

    return [code for code, _name in settings.LANGUAGES if code != ENGLISH]
