"""Contrast as a real browser shows it: every state, light and dark, looked at by axe."""

import mimetypes
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from site_config.patterns import chromium
from site_config.patterns.contract.attempt import attempt
from site_config.patterns.entry import Entry
from site_config.patterns.theme import Theme
from site_config.stylesheets import as_saved, bundle

SITE = "http://patterns.invalid"
SCHEMES = ("light", "dark")
ONLY = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
SHEET = re.compile(r"<link rel=\"stylesheet\"[^>]*>")
NOWHERE = {"status": 404}
# Shows a page in the place of another that has the same style sheets: to go to each costs thrice the look.
SHOW = """html => {
  const next = new DOMParser().parseFromString(html, 'text/html')
  const sheets = page => Array.from(page.querySelectorAll('link[rel=stylesheet]'), link => link.outerHTML)
  if (String(sheets(next)) !== String(sheets(document))) return false
  const root = document.documentElement
  for (const { name } of [...root.attributes]) root.removeAttribute(name)
  for (const { name, value } of next.documentElement.attributes) root.setAttribute(name, value)
  document.body.replaceWith(document.adoptNode(next.body))
  document.querySelector('[autofocus]')?.focus()
  scrollTo(0, 0)
  return true
}"""
# Nothing moves while it is looked at.
STILL = "document.getAnimations().forEach(animation => animation.cancel())"


class NoBrowser(Exception):
    """Contrast can only be seen in a browser, and here is none."""


def breaches(theme: Theme, entries: Iterable[Entry]) -> Iterator[str]:
    """Say which words cannot be read well enough."""
    with theme.worn(), _browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        # Once for each page, where Axe.run would send all of it again for each look.
        page.add_init_script(_axe())
        shown: dict[str, str] = {}
        page.route("**/*", _answering(shown))
        for entry in entries:
            for state in entry.states:
                html, failure = attempt(lambda: entry.show(state))  # noqa: B023 (called at once)
                # What failed is said elsewhere. A browser's own colours are not ours: axe takes their dark
                # ground for white.
                if not failure and _is_dressed(html):
                    if not page.evaluate(SHOW, html):
                        address = f"/design/{entry.name}/{state}/"
                        shown |= {address: html}
                        page.goto(f"{SITE}{address}")
                    yield from _schemes(page, f"{entry.template}, {entry.name}/{state}")


def _is_dressed(html: str) -> bool:
    """Whether a page has style sheets but the pattern library's own."""
    return any("patterns.css" not in link for link in SHEET.findall(html))


def _schemes(page, where: str) -> Iterator[str]:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(STILL)
        yield from (f"{where}, {scheme}: {breach}" for breach in _look(page))


def _axe() -> str:
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 (only where tests are installed)

    return AXE_SCRIPT


def _look(page) -> Iterator[str]:
    for violation in page.evaluate("only => axe.run(document, only)", ONLY)["violations"]:
        for node in violation["nodes"]:
            seen = node["any"][0]["data"]
            yield (
                f"{_tag(node['html'])} has a contrast of {seen['contrastRatio']} to 1 ({seen['fgColor']} on "
                f"{seen['bgColor']}), but needs {seen['expectedContrastRatio'].removesuffix(':1')} to 1."
            )


def _tag(html: str) -> str:
    """Return an element's tag with its class, as it stands in the template."""
    name, kind = re.match(r"<(\w+)(?:[^>]*?( class=\"[^\"]*\"))?", " ".join(html.split())).groups(default="")
    return f"<{name}{kind}>"


def _answering(shown: dict[str, str]) -> Callable:
    """Return what answers the browser from here: no server, no database. shown: pages by path."""
    answer_file = cache(partial(_file, as_saved()))

    def answer(route) -> None:
        path = urlsplit(route.request.url).path
        static = f"/{settings.STATIC_URL.strip('/')}/"
        if path in shown:
            route.fulfill(body=shown[path], content_type="text/html; charset=utf-8")
        else:
            name = path.removeprefix(static)
            route.fulfill(**(answer_file(name) if path.startswith(static) else _own_style(path)))

    return answer


def _file(files: dict, path: str) -> dict:
    """Return a static file; stylesheets in one piece, as they are deployed."""
    if path not in files:
        return NOWHERE
    if path.endswith(".css"):
        css, failure = attempt(lambda: bundle(path, files))
        return NOWHERE if failure else {"body": css, "content_type": "text/css"}
    storage, name = files[path]
    return {"body": Path(storage.path(name)).read_bytes(), "content_type": mimetypes.guess_type(path)[0]}


def _own_style(path: str) -> dict:
    try:
        match = resolve(path)
    except Resolver404:
        return NOWHERE
    if match.url_name != "own-css":
        return NOWHERE
    css, failure = attempt(lambda: render_to_string("accounts/own.css", match.kwargs))
    return NOWHERE if failure else {"body": css, "content_type": "text/css"}


@contextmanager
def _browser():
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where tests are installed)
    except ImportError:
        raise NoBrowser("Playwright is not installed: “make themes” installs it.") from None
    if not (found := chromium.program()):
        raise NoBrowser("Chromium is not installed: “make browser” installs it, or says how.")
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()
