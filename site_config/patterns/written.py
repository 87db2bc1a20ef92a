"""Templates as they are written: found where the site finds them, whether or not Django understands them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from django.template import TemplateDoesNotExist, engines

from site_config.patterns.comment import COMMENT

NEED = re.compile(r"""\{%\s*(?:extends|include)\s+(["'])(?P<name>[^"']+)\1""")


class Written(NamedTuple):
    file: Path
    text: str

    @property
    def is_borrowed(self) -> bool:
        """Whether it is a library's, which nobody edits."""
        return "site-packages" in self.file.parts


def find(name: str) -> Written | None:
    """Return the template that the site takes for a name: a theme's, where it wears one that has it."""
    for loader in engines["django"].engine.template_loaders:
        for origin in loader.get_template_sources(name):
            try:
                return Written(Path(origin.name), origin.loader.get_contents(origin))
            except TemplateDoesNotExist:
                continue
    return None


def text_of(name: str) -> str:
    """Return the text of a template, "" where there is none."""
    found = find(name)
    return found.text if found else ""


def needs(text: str) -> list[str]:
    """Return the templates that a template extends or includes by name."""
    plain = COMMENT.sub("", text)
    return [found["name"] for found in NEED.finditer(plain)]


def reached(name: str, read: Callable[[str], str] = text_of) -> list[str]:
    """Return a template and all that it needs, and those in turn. read: takes a name, returns a text."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += needs(read(name))
    return list(found)
