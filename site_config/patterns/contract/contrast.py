"""Contrast as a real browser shows it: every state, light and dark, looked at by axe."""

import mimetypes
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from site_config.patterns.catalogue import ENTRIES
from site_config.patterns.entry import Entry
from site_config.patterns.theme import Theme

SITE = "http://patterns.invalid"
SCHEMES = ("light", "dark")
ONLY = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
# Style sheets but the pattern library's own.
SHEETS = "link[rel=stylesheet]:not([href$='patterns.css'])"
# Nothing moves while it is looked at.
STILL = "document.getAnimations().forEach(animation => animation.cancel())"


class NoBrowser(Exception):
    """Contrast can only be seen in a browser, and here is none."""


def breaches(theme: Theme, entries: Iterable[Entry]) -> Iterator[str]:
    """Say which words cannot be read well enough."""
    with theme.worn(), _browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.route("**/*", _answer)
        for entry in entries:
            for state in entry.states:
                page.goto(f"{SITE}/design/{entry.name}/{state}/")
                if page.locator(SHEETS).count() == 0:
                    # The browser's own colours: axe takes their dark ground for white.
                    continue
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.evaluate(STILL)
                    where = f"{entry.template}, {entry.name}/{state}, {scheme}"
                    yield from (f"{where}: {breach}" for breach in _look(page))


def _look(page) -> Iterator[str]:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 (only where tests are installed)

    for violation in Axe().run(page, options=ONLY).response["violations"]:
        for node in violation["nodes"]:
            seen = node["any"][0]["data"]
            yield (
                f"{_tag(node['html'])} has a contrast of {seen['contrastRatio']} to 1 ({seen['fgColor']} on "
                f"{seen['bgColor']}), but needs {seen['expectedContrastRatio'].removesuffix(':1')} to 1."
            )


def _tag(html: str) -> str:
    """Return an element's tag with its class, as it stands in the template."""
    name, kind = re.match(r"<(\w+)(?:[^>]*?( class=\"[^\"]*\"))?", html).groups(default="")
    return f"<{name}{kind}>"


def _answer(route) -> None:
    """Answer the browser from here: no server, no database."""
    path = urlsplit(route.request.url).path
    static = f"/{settings.STATIC_URL.strip('/')}/"
    if path.startswith(static):
        found = finders.find(path.removeprefix(static))
        if found:
            kind = mimetypes.guess_type(found)[0]
            return route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        return route.fulfill(status=404)
    try:
        match = resolve(path)
    except Resolver404:
        return route.fulfill(status=404)
    if match.url_name == "pattern-state":
        entry = ENTRIES[match.kwargs["name"]]
        return route.fulfill(body=entry.show(match.kwargs["state"]), content_type="text/html; charset=utf-8")
    if match.url_name == "own-css":
        return route.fulfill(body=render_to_string("accounts/own.css", match.kwargs), content_type="text/css")
    return route.fulfill(status=404)


@contextmanager
def _browser():
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where tests are installed)
    except ImportError:
        raise NoBrowser("Playwright is not installed: “make themes” installs it.") from None
    known = (os.environ.get("E2E_CHROMIUM"), *map(shutil.which, ("chromium-headless-shell", "chromium")))
    chromium = next(filter(None, known), None)
    if not chromium:
        raise NoBrowser("Chromium is not installed: “make installed” says how.")
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
