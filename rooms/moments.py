"""Moments as people name them, in their own time zone."""

import re
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

NINE = time(9)
DAY = timedelta(days=1)


def at(day: date, hour: time) -> datetime:
    """Return the moment when a clock on the wall of whoever asks shows this.

    An hour that is left out in spring is the one after it, an hour that comes twice in autumn the first.
    """
    shown = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
    return shown.astimezone(UTC)


def in_an_hour() -> datetime:
    return timezone.now() + timedelta(hours=1)


def tomorrow_at_nine() -> datetime:
    return at(timezone.localdate() + DAY, NINE)


# What one need not spell out.
SOON = {"hour": in_an_hour, "tomorrow": tomorrow_at_nine}

# "30m", "2h", "3d", "1w"; "17:30"; "tomorrow", "tomorrow 8:00"; "2026-12-24", "2026-12-24 17:30".
SPANS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
NAMED = re.compile(
    r"(?:(?P<count>\d{1,4})(?P<span>[mhdw])|(?P<day>tomorrow|\d{4}-\d\d-\d\d)?\s*(?P<hour>\d\d?:\d\d)?)(?!\S)",
    re.ASCII | re.IGNORECASE,
)


def named(text: str) -> tuple[datetime, str]:
    """Return the moment that a text begins with, and what follows. Raises ValueError and OverflowError."""
    found = NAMED.match(text)
    if found is None or not found[0].strip():
        raise ValueError(text)
    rest = text[found.end() :].strip()
    if found["count"]:
        return timezone.now() + timedelta(**{SPANS[found["span"].lower()]: int(found["count"])}), rest
    hour = time.fromisoformat(found["hour"].zfill(5)) if found["hour"] else NINE
    return _next(found["day"], hour), rest


def _next(day: str | None, hour: time) -> datetime:
    today = timezone.localdate()
    if day is None:
        return at(today if at(today, hour) > timezone.now() else today + DAY, hour)
    return at(today + DAY if day.lower() == "tomorrow" else date.fromisoformat(day), hour)
