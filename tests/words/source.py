"""Every text that the source marks for translation, as a catalogue without translations.

In place of xgettext, which not every machine has; Django's own reader of templates does the hard part.
"""

import io
from importlib import resources
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.words import BASE

# What belongs to no page of the site.
ELSEWHERE = {"bench", "docs", "locale", "node_modules", "tests", "var"}
TEMPLATES = {".html", ".txt"}
# Style sheets say what messages cannot (templates/accounts/own.css).
MARKED = TEMPLATES | {".css"}

ONE, MANY = None, (1, 2)
ONE_IN_CONTEXT, MANY_IN_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": MANY,
    "ngettext_lazy": MANY,
    "pgettext": ONE_IN_CONTEXT,
    "pgettext_lazy": ONE_IN_CONTEXT,
    "npgettext": MANY_IN_CONTEXT,
    "npgettext_lazy": MANY_IN_CONTEXT,
}

# What allauth's pages say, of those of its parts that this site uses.
ALLAUTH = ("account", "core", "mfa", "usersessions", "templates/account", "templates/mfa")
ALLAUTH += ("templates/usersessions", "templates/allauth")


def own() -> Catalog:
    """What this site says itself."""
    return _said_by(_files(BASE))


def borrowed() -> Catalog:
    """What allauth says on this site's pages, where allauth's own catalogues may have gaps."""
    root = Path(str(resources.files("allauth")))
    return _said_by(path for part in ALLAUTH for path in _files(root / part) if "tests" not in path.parts)


def templates(root: Path = BASE) -> list[Path]:
    """The templates of this site and of its themes."""
    return [path for path in _files(root) if path.suffix in TEMPLATES]


def _files(root: Path):
    for path in sorted(root.iterdir()):
        if path.name.startswith(".") or path.name in ELSEWHERE:
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix in MARKED | {".py"}:
            yield path


def _said_by(files) -> Catalog:
    catalogue = Catalog(charset="utf-8")
    for path in files:
        text = path.read_text()
        if path.suffix in MARKED:
            # What stands for markup is no Python: without indents at least its strings are read.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        for _line, message, _comments, context in _marked(text):
            catalogue.add(message, context=context)
    return catalogue


def _marked(text: str):
    return extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
