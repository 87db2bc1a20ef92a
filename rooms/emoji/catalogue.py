import unicodedata
from functools import cache
from typing import NamedTuple

import emoji

from rooms.emoji.tones import has_tone
from site_config.normal import normal

# Newer ones are an empty box on many devices (the version of Unicode's emoji data, of 2023).
NEWEST = 15.1

# What people take most (https://home.unicode.org/emoji/emoji-frequency/), as far as it suits an answer.
MOST_USED = [
    "👍", "❤️", "😂", "🎉", "👀", "✅", "🙏", "😊", "🔥", "😍", "🤣", "😭", "🥰", "😁",
    "😅", "🤔", "👏", "🙂", "😳", "🥳", "😎", "👌", "💜", "😔", "💪", "✨", "💯", "🚀",
    "🙌", "👋", "👎", "😢", "😮", "😡", "😉", "🤗", "🤦", "🤷", "🙄", "😆", "🙃", "😱",
    "😴", "🤩", "😇", "🤝", "🤞", "✌️", "💙", "💚", "💛", "🧡", "🖤", "💔", "⭐", "🌟",
    "☀️", "🌈", "☕", "🍻", "🎂", "🎁", "💡", "❗", "❓", "❌", "➕", "🐛", "🚢",
]  # fmt: skip

# Where each kind stands in Unicode: faces, people and things, nature, animals, ways, signs; then flags.
BLOCKS = [
    (0x1F600, 0x1F64F),
    (0x1F900, 0x1FAFF),
    (0x1F300, 0x1F3FA),
    (0x1F400, 0x1F5FF),
    (0x1F680, 0x1F6FF),
    (0x2000, 0x1F000),
    (0x1F000, 0x1F1E5),
]


class Named(NamedTuple):
    """An emoji with what it is called in a language."""

    sign: str
    name: str


def named(sign: str, language: str) -> Named:
    return Named(sign, _name(emoji.EMOJI_DATA[sign], _spoken(language)))


@cache
def every(language: str) -> tuple[Named, ...]:
    """Every emoji in its neutral tone: the most used first, then as Unicode has them."""
    qualified = emoji.STATUS["fully_qualified"]
    others = [
        sign
        for sign, data in emoji.EMOJI_DATA.items()
        if data["status"] == qualified
        and data["E"] <= NEWEST
        and not has_tone(sign)
        and sign not in MOST_USED
    ]
    return tuple(named(sign, language) for sign in [*MOST_USED, *sorted(others, key=_place)])


def matching(words: str, language: str) -> tuple[Named, ...]:
    """Return the emoji whose name, in this language or in English, holds all words: the nearest first."""
    wanted = _folded(words).split()
    if not wanted:
        return every(language)
    found = [
        (_distance(wanted, text), place)
        for place, text in enumerate(_texts(language))
        if all(word in text for word in wanted)
    ]
    return tuple(every(language)[place] for _far, place in sorted(found))


@cache
def _texts(language: str) -> tuple[str, ...]:
    """What the search looks at, in the order of `every`."""
    return tuple(_text(entry) for entry in every(language))


def _text(entry: Named) -> str:
    data = emoji.EMOJI_DATA[entry.sign]
    names = [entry.name, _name(data, "en"), *(alias.strip(":") for alias in data.get("alias", []))]
    return f" {_folded(' '.join(names).replace('_', ' '))} {entry.sign}"


def _distance(words: list[str], text: str) -> tuple[bool, bool]:
    """How far text is from being just what was asked for: not its first word, no beginning of a word."""
    return not text.startswith(f" {words[0]}"), not all(f" {word}" in text for word in words)


def _name(data: dict, language: str) -> str:
    return data.get(language, data["en"]).strip(":").replace("_", " ")


@cache
def _spoken(language: str) -> str:
    """Return the language in which emoji have names that is nearest, with the names loaded."""
    code = language.partition("-")[0]
    if code not in emoji.LANGUAGES:
        return "en"
    emoji.config.load_language(code)
    return code


def _place(sign: str) -> tuple[int, str]:
    first = ord(sign[0])
    kinds = (n for n, (start, end) in enumerate(BLOCKS) if start <= first <= end)
    return next(kinds, len(BLOCKS)), sign


def _folded(text: str) -> str:
    """Return text without accents and capitals."""
    split = normal("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(c for c in split if unicodedata.category(c) != "Mn" or c == "\ufe0f")
