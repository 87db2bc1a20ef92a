"""The contact sheet: all pictures on one page, a row for each shot."""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.template import Context, Engine

from tests.screenshots.shots import SHOTS


class Row(NamedTuple):
    name: str
    path: str
    pictures: list[str]


def write(folder: Path) -> int:
    """Write index.html beside the pictures; return how many there are."""
    if not settings.configured:
        settings.configure()
    parts = [(part, _rows(folder, part)) for part in sorted(folder.glob("*/*/"))]
    shown = [(str(part.relative_to(folder)), rows) for part, rows in parts]
    page = Engine(dirs=[Path(__file__).parent]).get_template("sheet.html").render(Context({"parts": shown}))
    (folder / "index.html").write_text(page)
    return sum(len(row.pictures) for _part, rows in parts for row in rows)


def _rows(folder: Path, part: Path) -> list[Row]:
    rows = []
    for shot in SHOTS:
        taken = [
            file for width in shot.widths for file in sorted(part.glob(f"{shot.name}-{width}-*.png"))[::-1]
        ]
        if taken:
            rows.append(Row(shot.name, shot.path, [str(file.relative_to(folder)) for file in taken]))
    return rows
