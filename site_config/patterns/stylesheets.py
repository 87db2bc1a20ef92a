"""Which style sheet dresses what: read from the sheets themselves."""

import re
from pathlib import Path

from django.conf import settings

CLASSES = re.compile(r'class="([^"]*)"')
BLOCK = re.compile(r"[a-z][a-z-]*?(?=__|--|$)")


def about(source: str) -> list[str]:
    """Return the sheets with rules for the blocks of a template (`message` of `message__head`)."""
    plain = re.sub(r"\{[%{].*?[%}]\}", " ", source)
    blocks = [BLOCK.match(name) for names in CLASSES.findall(plain) for name in names.split()]
    counted = {}
    for name, rules in _sheets():
        blocks_there = sum(bool(block and re.search(rf"\.{block[0]}\b", rules)) for block in blocks)
        if blocks_there:
            counted[name] = blocks_there
    most = max(counted.values(), default=0)
    return [name for name in sorted(counted, key=counted.get, reverse=True) if counted[name] * 2 >= most]


def _sheets():
    for folder in map(Path, settings.STATICFILES_DIRS):
        for sheet in sorted(folder.glob("css/**/*.css")):
            name = str(sheet.relative_to(folder))
            if name != "css/patterns.css":
                yield name, sheet.read_text()
