"""Time zones by their IANA names."""

import zoneinfo
from functools import cache

from django.utils.translation import gettext_lazy as _

AREAS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


@cache
def names() -> frozenset[str]:
    """Every name that this machine knows. Kept, since finding them reads the disk."""
    return frozenset(zoneinfo.available_timezones())


def find(name: str) -> zoneinfo.ZoneInfo | None:
    """Return the zone of that name, if there is one."""
    return zoneinfo.ZoneInfo(name) if name in names() else None


@cache
def choices() -> list[tuple[str, list[tuple[str, str]] | str]]:
    """Return the zones as people look for them: by area, then by city."""
    return [("UTC", "UTC"), *((label, _cities(area)) for area, label in AREAS.items())]


def _cities(area: str) -> list[tuple[str, str]]:
    found = sorted(name for name in names() if name.startswith(f"{area}/"))
    return [(name, name.removeprefix(f"{area}/").replace("_", " ")) for name in found]
