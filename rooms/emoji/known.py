import unicodedata
from functools import cache

import emoji

# Code points: the longest of Unicode 17 has ten.
LONGEST = 16
# Asks for the picture in place of the letter; people's keyboards add it or not.
SELECTOR = "\ufe0f"


def known(text: str) -> str | None:
    """Return the emoji that `text` is, fully qualified as Unicode says, or None where it is none or several.

    https://www.unicode.org/reports/tr51/#def_fully_qualified_emoji
    """
    if len(text) > LONGEST:
        return None
    return _by_letters().get(bare(unicodedata.normalize("NFC", text)))


def bare(text: str) -> str:
    """Return what two spellings of one emoji have in common."""
    return text.replace(SELECTOR, "")


@cache
def _by_letters() -> dict[str, str]:
    qualified = emoji.STATUS["fully_qualified"]
    return {bare(sign): sign for sign, data in emoji.EMOJI_DATA.items() if data["status"] == qualified}
