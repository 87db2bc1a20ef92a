r"""A list of texts to translate, as plain text that one fills in and gives back.

    en: Rooms
    de: Räume
    fr:

    en: %(count)s message
    en: %(count)s messages
    ar[0]: …

One paragraph a text. A text in the plural has two lines in English, and a line for each form of a language.
A line end inside a text is written as \n.
"""

import re

from babel.messages.catalog import Catalog

from tests.words import ENGLISH, catalogues

LINE = re.compile(r"(?P<language>[A-Za-z-]+)(?:\[(?P<form>\d)\])?: ?(?P<text>.*)")


class Unreadable(Exception):
    """A slip that fits no text of the source."""


def missing(found: dict[str, Catalog]) -> str:
    """Return slips for all that lacks. found: the catalogues by language."""
    slips: dict[tuple, list[str]] = {}
    for language, catalogue in found.items():
        for message in catalogues.messages(catalogue):
            if catalogues.is_missing(message):
                slips.setdefault(_key(message), []).extend(_empty(language, message, catalogue))
    return "\n".join("\n".join([*_source(*key), *lines, ""]) for key, lines in slips.items())


def fill(text: str, found: dict[str, Catalog]) -> None:
    """Put filled-in slips into the catalogues."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        _fill(_read(paragraph), found)


def _key(message) -> tuple:
    return message.context or "", message.id


def _source(context: str, text) -> list[str]:
    texts = [text] if isinstance(text, str) else text
    return [*([f"context: {context}"] if context else []), *(f"{ENGLISH}: {_escaped(one)}" for one in texts)]


def _empty(language: str, message, catalogue: Catalog) -> list[str]:
    if isinstance(message.id, str):
        return [f"{language}: "]
    return [f"{language}[{form}]: " for form in range(catalogue.num_plurals)]


def _read(paragraph: str) -> list[tuple[str, int, str]]:
    lines = []
    for line in paragraph.splitlines():
        match = LINE.fullmatch(line)
        if not match:
            raise Unreadable(f"No language at the beginning of: {line}")
        lines.append((match["language"], int(match["form"] or 0), match["text"].replace("\\n", "\n")))
    return lines


def _fill(lines: list[tuple[str, int, str]], found: dict[str, Catalog]) -> None:
    texts = [text for language, _form, text in lines if language == ENGLISH]
    context = next((text for language, _form, text in lines if language == "context"), None)
    for language, form, text in lines:
        if language in (ENGLISH, "context") or not text:
            continue
        if language not in found:
            raise Unreadable(f"There is no language {language}.")
        message = found[language].get(texts[0], context=context) if texts else None
        if message is None:
            raise Unreadable(f"The site does not say: {' / '.join(texts)}")
        _put(message, form, text, found[language].num_plurals)


def _put(message, form: int, text: str, forms: int) -> None:
    message.flags.discard("fuzzy")
    if isinstance(message.id, str):
        message.string = text
        return
    known = message.string if isinstance(message.string, tuple | list) else ()
    strings = [*known, *([""] * forms)][:forms]
    if form >= forms:
        raise Unreadable(f"Too many forms of: {message.id[0]}")
    strings[form] = text
    message.string = tuple(strings)


def _escaped(text: str) -> str:
    return text.replace("\n", "\\n")
