from functools import cache

import emoji

from rooms.emoji.known import bare

# https://www.unicode.org/reports/tr51/#Emoji_Modifiers_Table; the first leaves an emoji as it is.
TONES = ("", "🏻", "🏼", "🏽", "🏾", "🏿")


def toned(sign: str, tone: int) -> str:
    """Return an emoji in one of TONES, or as it is where it takes none. tone: place in TONES."""
    return _toned().get((neutral(sign), TONES[tone]), sign) if tone else sign


def has_tone(sign: str) -> bool:
    return any(tone in sign for tone in TONES[1:])


def neutral(sign: str) -> str:
    """Return the letters that all tones of an emoji have in common."""
    for tone in TONES[1:]:
        sign = sign.replace(tone, "")
    return bare(sign)


@cache
def _toned() -> dict[tuple[str, str], str]:
    """By emoji and tone, the emoji in which everybody has that tone."""
    qualified = emoji.STATUS["fully_qualified"]
    found = {}
    for sign, data in emoji.EMOJI_DATA.items():
        used = {tone for tone in TONES[1:] if tone in sign}
        if len(used) == 1 and data["status"] == qualified:
            found[neutral(sign), *used] = sign
    return found
