"""Who is here, and who writes."""

from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import fragment


def _person(person, key: str = "room_pk"):
    return lambda: {key: 3, "person": person}


ENTRIES = [
    fragment(
        "person",
        "people",
        {
            "plain": _person(cast.JONAS),
            "oneself": _person(cast.MAYA),
            "long": _person(cast.LONGEST),
            "right-to-left": _person(cast.AMIRA),
            "hostile": _person(cast.MALLORY),
        },
    ),
    fragment(
        "people_count",
        "count",
        {
            "none": lambda: {"room_pk": 3, "total": 0},
            "one": lambda: {"room_pk": 3, "total": 1},
            "many": lambda: {"room_pk": 3, "total": 12345},
        },
    ),
    fragment(
        "typist",
        "typing",
        {
            "plain": _person(cast.JONAS),
            "long": _person(cast.LONGEST),
            "right-to-left": _person(cast.AMIRA),
            "hostile": _person(cast.MALLORY),
        },
    ),
    fragment(
        "here",
        "name",
        {
            "here": lambda: {"user_pk": 2, "is_here": True},
            "away": lambda: {"user_pk": 2, "is_here": False},
        },
    ),
]
