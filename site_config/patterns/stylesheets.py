"""Which style sheet dresses what: read from the sheets themselves."""

import re
from pathlib import Path

from django.conf import settings

from site_config.themes import STYLE

CLASSES = re.compile(r'class="([^"]*)"')
BLOCK = re.compile(r"[a-z][a-z-]*?(?=__|--|$)")


def about(source: str) -> list[str]:
    """Return the sheets with rules for the blocks of a template (`message` of `message__head`), as paths."""
    plain = re.sub(r"\{[%{].*?[%}]\}", " ", source)
    blocks = [BLOCK.match(name) for names in CLASSES.findall(plain) for name in names.split()]
    counted = {}
    for name, rules in _sheets():
        # A theme says less about a block than ours, perhaps of one part only, and has the last word.
        end = r"(\b|__)" if name.endswith(STYLE) else r"\b"
        blocks_there = sum(bool(block and re.search(rf"\.{block[0]}{end}", rules)) for block in blocks)
        if blocks_there:
            counted[name] = blocks_there
    most = max(counted.values(), default=0)
    ordered = sorted(counted, key=counted.get, reverse=True)
    return [name for name in ordered if counted[name] * 2 >= most or name.endswith(STYLE)]


def _sheets():
    for folder in map(Path, settings.STATICFILES_DIRS):
        for sheet in sorted(folder.glob("css/**/*.css")):
            if sheet.name != "patterns.css":
                yield shown(sheet), sheet.read_text()


def shown(file: Path) -> str:
    """Return a file's path as one types it in the repository; in full where it is elsewhere."""
    return str(file.relative_to(settings.BASE_DIR) if file.is_relative_to(settings.BASE_DIR) else file)
