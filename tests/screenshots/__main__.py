"""Takes the pictures, and hangs up those of the README when asked."""

import argparse
import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests import servers
from tests.screenshots import sheet
from tests.screenshots.camera import SCHEMES, Job, take
from tests.screenshots.shots import DESK, PHONE, README, SHOTS, TABLET, Shot
from tests.screenshots.stage import SCENES, staged

PICTURES = servers.BASE / "var" / "screenshots"
READMES = servers.BASE / "docs" / "screenshots"
THEMES = servers.BASE / "themes"
OWN = "parley"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these shots")
    parser.add_argument("--readme", action="store_true", help="take the README's pictures anew")
    asked = parser.parse_args()
    if unknown := set(asked.names) - {shot.name for shot in SHOTS}:
        parser.error(f"There is no shot {', '.join(sorted(unknown))}.")
    names = [shot for _file, shot, _width in README] if asked.readme else asked.names
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    began, failures = time.monotonic(), []
    if asked.readme:
        # Nobody else's rooms in the directory.
        failures += picture("", shots, ("ltr",), ("small-team",))
        hang_up()
    else:
        for theme in themes():
            failures += picture(theme, shots, ("ltr", "rtl"), SCENES)
    count = sheet.write(PICTURES)
    sheet_at = (PICTURES / "index.html").relative_to(servers.BASE)
    print(f"{time.monotonic() - began:.0f} s; {sheet_at} shows {count} pictures.")
    print(*failures, sep="\n", end="\n" if failures else "")
    return bool(failures)


def themes() -> list[str]:
    """Return the theme that THEME names, or all of them; "" is the site's own."""
    if "THEME" in os.environ:
        return [os.environ["THEME"]]
    return ["", *sorted(folder.name for folder in THEMES.glob("*/"))]


def picture(theme: str, shots: list[Shot], sides: tuple[str, ...], scenes: tuple[str, ...]) -> list[str]:
    """Take these shots of one theme in its scenes, two browsers at a time; return what went wrong."""
    with staged(theme, scenes) as stage, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = [
            Job(stage, side, touch, wanted, _folder(theme, side))
            for side in sides
            for touch in (False, True)
            if (wanted := [shot for shot in shots if _is_for(shot, touch)])
        ]
        return [f"{theme or OWN}: {line}" for lines in pool.map(take, jobs) for line in lines]


def _is_for(shot: Shot, touch: bool) -> bool:
    return PHONE in shot.widths if touch else bool({TABLET, DESK} & set(shot.widths))


def _folder(theme: str, side: str) -> Path:
    folder = PICTURES / (theme or OWN) / side
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hang_up() -> None:
    """Put the README's pictures where it shows them."""
    for file, shot, width in README:
        for scheme in SCHEMES:
            shutil.copy(
                PICTURES / OWN / "ltr" / f"{shot}-{width}-{scheme}.png", READMES / f"{file}-{scheme}.png"
            )


if __name__ == "__main__":
    sys.exit(main())
