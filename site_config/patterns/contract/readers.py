"""Whether what is made once for everybody is the same for everybody: rendered for readers who differ."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.messages.constants import INFO
from django.utils import timezone, translation

from site_config.patterns import cast
from site_config.patterns.contract.attempt import attempt
from site_config.patterns.entry import Entry

SHOWN = 30  # characters of a difference


def breaches(entry: Entry, state: str) -> Iterator[str]:
    """Say in what a state differs by who looks, and in which language and time zone."""
    first = _made(entry, state)
    others = {
        "people who look": _made(entry, state, **_viewer()),
        "languages": _made(entry, state, language="ar"),
        "time zones": _made(entry, state, zone="Asia/Tokyo"),
    }
    for what, other in others.items():
        if other != first:
            here, there = _difference(first, other)
            yield (
                f"it comes out as “{here}” and, for other {what}, as “{there}”, but it is made once for "
                "everybody. Let it say the same to all."
            )


def _made(entry: Entry, state: str, language: str = "en", zone: str = "UTC", **viewer) -> str:
    with _reading(language, zone):
        return attempt(lambda: entry.render(state, **viewer))[0]


@contextmanager
def _reading(language: str, zone: str):
    with translation.override(language), timezone.override(zone):
        yield


def _viewer() -> dict:
    """Return what every page has beside what its own template asks for."""
    seen = {"perms": {"rooms": True}, "csrf_token": "abc", "messages": [cast.flash(INFO, "Hello")]}
    return cast.page() | seen


def _difference(one: str, other: str) -> tuple[str, str]:
    """Return what stands in two texts where they part."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))
    at -= one[:at].endswith("<")
    return one[at : at + SHOWN].strip(), other[at : at + SHOWN].strip()
