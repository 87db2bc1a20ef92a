"""The catalogues in locale/: read, brought up to date with the source, written, compiled."""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tests.words import BASE

LOCALE = BASE / "locale"
WIDTH = 100
HEADER = "# Made by a machine; waits for somebody who grew up with the language (docs/languages.md)."
ABOUT = {"project": "Parley", "version": "1", "msgid_bugs_address": "docs/languages.md"}
ABOUT |= {"last_translator": "a machine", "language_team": "nobody yet", "fuzzy": False}


def path(language: str, suffix: str = ".po") -> Path:
    return (LOCALE / language / "LC_MESSAGES" / "django").with_suffix(suffix)


def read(language: str) -> Catalog:
    """Return a catalogue as translators see it; an empty one for a new language."""
    file = path(language)
    if not file.exists():
        return Catalog(locale=language, header_comment=HEADER, **ABOUT)
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def compiled(language: str) -> Catalog:
    """Return what the site reads."""
    with path(language, ".mo").open("rb") as opened:
        catalogue = read_mo(opened)
    for message in catalogue:
        if isinstance(message.context, bytes):  # as Babel reads it
            message.context = message.context.decode()
    return catalogue


def bring_up_to_date(catalogue: Catalog, source: Catalog) -> None:
    """Take in what is new in the source and drop what is gone. Guesses nothing, so nothing is fuzzy."""
    for message in messages(catalogue):
        if not _has(source, message):
            catalogue.delete(message.id, message.context)
    for message in messages(source):
        if not _has(catalogue, message):
            catalogue.add(message.id, context=message.context)


def _has(catalogue: Catalog, message: Message) -> bool:
    found = catalogue.get(message.id, message.context)
    # What has become countable is another text.
    return found is not None and found.id == message.id


def write(language: str, catalogue: Catalog) -> None:
    """Write both files, in an order and form that change only with the words."""
    path(language).parent.mkdir(parents=True, exist_ok=True)
    with path(language).open("wb") as opened:
        write_po(opened, catalogue, width=WIDTH, no_location=True, sort_output=True, ignore_obsolete=True)
    with path(language, ".mo").open("wb") as opened:
        write_mo(opened, catalogue)


def messages(catalogue: Catalog) -> list[Message]:
    """Return all but the header."""
    return [message for message in catalogue if message.id]


def is_missing(message: Message) -> bool:
    """Whether a translation lacks, or only was guessed; of plurals, any form."""
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return message.fuzzy or not strings or not all(strings)
