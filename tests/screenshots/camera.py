"""Browsers that go through the shots: one for each side of the page and kind of device."""

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from site_config.patterns import chromium
from tests.screenshots.shots import CAST, PHONE, Shot
from tests.screenshots.stage import Stage

HEIGHTS = {360: 740, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")
LANGUAGES = {"ltr": "en", "rtl": "ar"}
# Whose pages stand open, so that somebody is there.
AUDIENCE = {
    "ltr": ("jonas", "amira", "tom", "yuki", "priya", "sofia"),
    "rtl": ("omar", "noa", "reza", "ruth"),
}
TOUCH = {"is_mobile": True, "has_touch": True}
LENGTH = "() => document.documentElement.scrollHeight"

# A server has hardly a typeface; what people see on their own machines comes nearest where it is installed.
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
"""


class Job(NamedTuple):
    """What one browser takes: its shots on one side of the page, on phones or on wider screens."""

    stage: Stage
    side: str
    touch: bool
    shots: list[Shot]
    folder: Path


class Visit:
    """One page on its way to a picture, as the states are given it."""

    def __init__(self, job: Job, page, others: list):
        self.page = page
        self.cast = CAST[job.side]
        self.others = others
        self.password = job.stage.password
        self.error_pages = job.stage.error_pages[LANGUAGES[job.side]]

    def other_page(self):
        """The open page of somebody whom the viewer sees."""
        return self.others[1]


def take(job: Job) -> list[str]:
    """Take the pictures of a job; return what went wrong, a line each."""
    failures = []
    with launched(job.stage.folder) as browser:
        others = [_context_of(job, browser, who, touch=False).new_page() for who in AUDIENCE[job.side]]
        for page in others:
            _open(page, job, "/chat/{room}/")
        # One for each person: what the site says is to be kept is fetched once.
        contexts = {who: _context_of(job, browser, who, job.touch) for who in _viewers(job)}
        for shot in job.shots:
            try:
                _take(job, contexts[_viewer(job, shot)], shot, others)
            except Exception as error:  # the other pictures are wanted all the same
                failures.append(f"{shot.name} ({job.side}): {str(error).splitlines()[0]}")
    return failures


def _viewer(job: Job, shot: Shot) -> str:
    return CAST[job.side].get(shot.who, shot.who)


def _viewers(job: Job) -> set[str]:
    return {_viewer(job, shot) for shot in job.shots}


def _take(job: Job, context, shot: Shot, others: list) -> None:
    page = context.new_page()
    try:
        _open(page, job, shot.path)
        _picture(job, page, shot, others)
    finally:
        page.close()
        context.set_offline(False)


def _picture(job: Job, page, shot: Shot, others: list) -> None:
    visit = Visit(job, page, others)
    if shot.state:
        shot.state(visit)
    for width in shot.widths:
        if (width == PHONE) == job.touch:
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            # Taller windows show long pages as one sees them: with what sticks along the whole side.
            page.set_viewport_size({"width": width, "height": max(HEIGHTS[width], page.evaluate(LENGTH))})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                if shot.fades:
                    shot.state(visit)
                page.screenshot(path=job.folder / f"{shot.name}-{width}-{scheme}.png")


def _context_of(job: Job, browser, who: str, touch: bool):
    width = PHONE if touch else 1440
    context = browser.new_context(
        base_url=job.stage.url,
        locale=LANGUAGES[job.side],
        timezone_id="UTC",
        reduced_motion="reduce",
        viewport={"width": width, "height": HEIGHTS[width]},
        **(TOUCH if touch else {}),
    )
    context.set_default_timeout(10_000)
    if who:
        context.add_cookies([{"name": "parley", "value": job.stage.keys[who], "url": job.stage.url}])
    return context


def _open(page, job: Job, path: str) -> None:
    names = CAST[job.side] | {"invitation": job.stage.invitation}
    page.goto(re.sub(r"{(\w+)}", lambda found: names[found[1]], path))
    if page.locator("main[data-room]").count() and "before=" not in path:
        page.locator("main[data-ready]").wait_for()


@contextmanager
def launched(folder: str):
    """Run a browser that has the typefaces of a desk."""
    fonts = Path(folder) / "fonts.conf"
    fonts.write_text(FONTS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(),
            args=["--no-sandbox", "--font-render-hinting=none"],
            env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        )
        yield browser
        browser.close()
