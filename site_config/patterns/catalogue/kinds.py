"""What the entries of one group have in common."""

from functools import partial

from site_config.patterns import cast
from site_config.patterns.entry import Entry

Region = partial(Entry, group="Regions")


def fragment(name: str, frame: str, states: dict) -> Entry:
    """An entry for templates/rooms/fragments/<name>.html."""
    return Entry(name.replace("_", "-"), f"rooms/fragments/{name}.html", states, frame, group="Fragments")


def page(**context):
    """Return what makes the context of a whole page, seen by the owner."""
    return lambda: cast.page(**context)
