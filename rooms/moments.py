"""Moments as people name them, in their own time zone."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

NINE = time(9)


def at(day: date, hour: time) -> datetime:
    """Return the moment when a clock on the wall of whoever asks shows this.

    An hour that is left out in spring is the one after it, an hour that comes twice in autumn the first.
    """
    shown = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
    return shown.astimezone(UTC)


def in_an_hour() -> datetime:
    return timezone.now() + timedelta(hours=1)


def tomorrow_at_nine() -> datetime:
    return at(timezone.localdate() + timedelta(days=1), NINE)


# What one need not spell out.
SOON = {"hour": in_an_hour, "tomorrow": tomorrow_at_nine}
