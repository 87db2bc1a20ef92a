"""Which style sheet dresses what: read from the sheets themselves."""

import re
from pathlib import Path

from django.conf import settings

from site_config.themes import STYLE

CLASSES = re.compile(r'class="([^"]*)"')
RULED = re.compile(r"\.([a-z][\w-]*)")


def about(source: str) -> list[str]:
    """Return the sheets with most of the rules for the classes of a template, as paths."""
    plain = re.sub(r"\{[%{].*?[%}]\}", " ", source)
    classes = {name for names in CLASSES.findall(plain) for name in names.split()}
    dressed = {sheet: len(classes & set(RULED.findall(rules))) for sheet, rules in _sheets()}
    most = max(dressed.values(), default=0)
    ordered = sorted(dressed, key=dressed.get, reverse=True)
    # A theme says less than ours, perhaps of one part only, and has the last word.
    return [name for name in ordered if dressed[name] and (dressed[name] * 2 >= most or name.endswith(STYLE))]


def _sheets():
    for folder in map(Path, settings.STATICFILES_DIRS):
        for sheet in sorted(folder.glob("css/**/*.css")):
            if sheet.name != "patterns.css":
                yield shown(sheet), sheet.read_text()


def shown(file: Path) -> str:
    """Return a file's path as one types it in the repository; in full where it is elsewhere."""
    return str(file.relative_to(settings.BASE_DIR) if file.is_relative_to(settings.BASE_DIR) else file)
