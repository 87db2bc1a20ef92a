"""What says of a room how it is."""

from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import fragment


def _heading(members: int = 12, **fields):
    return lambda: {"room": cast.room(**fields), "members": members}


def _thread_heading(body: str, author=cast.JONAS, **fields):
    return lambda: {
        "room": cast.thread(**fields),
        "original": cast.message(body, author),
        "home": cast.HARBOUR,
    }


def _row(*args, **fields):
    return lambda: cast.row(*args, **fields)


ENTRIES = [
    fragment(
        "heading",
        "head",
        {
            "plain": _heading(),
            "topic": _heading(topic=cast.HARBOUR.topic),
            "closed": _heading(kind="closed", name="Board"),
            "archived": _heading(archived_at=cast.NOON, topic="Over and done with."),
            "one-member": _heading(1),
            "many-members": _heading(12345),
            "long": _heading(name=cast.LONG, topic=f"{cast.LONG} " * 3),
            "right-to-left": _heading(name="المرفأ", topic="السفن والمد والجزر"),
            "hostile": _heading(name=cast.HOSTILE, topic=cast.HOSTILE, slug=cast.HOSTILE),
        },
    ),
    fragment(
        "thread_heading",
        "room",
        {
            "plain": _thread_heading("When does the *ferry* leave?"),
            "archived": _thread_heading("When does it leave?", archived_at=cast.NOON),
            "retracted": lambda: {
                "room": cast.thread(),
                "original": cast.message("", retracted_at=cast.NOON),
                "home": cast.HARBOUR,
            },
            "long": _thread_heading(cast.LONG * 9, cast.LONGEST),
            "right-to-left": _thread_heading("صباح الخير!", cast.AMIRA),
            "hostile": _thread_heading(cast.HOSTILE, cast.MALLORY),
        },
    ),
    fragment(
        "pins",
        "head",
        {
            "none": lambda: {"room": cast.room()},
            "one": lambda: {"room": cast.room(pins=1)},
            "many": lambda: {"room": cast.room(pins=50)},
            "hostile": lambda: {"room": cast.room(cast.HOSTILE, slug=cast.HOSTILE, pins=3)},
        },
    ),
    fragment(
        "kept",
        "main",
        {
            "nothing": lambda: {"room_pk": 3, "mark": "0"},
            "something": lambda: {"room_pk": 3, "mark": "1f2e3d4c"},
        },
    ),
    fragment(
        "room_row",
        "rooms",
        {
            "plain": _row("Harbour", 3),
            "closed": _row("Board", 3, kind="closed"),
            "direct": _row("Jonas Weber", 3, kind="direct"),
            "thread": _row("When does the ferry leave?", 3, kind="thread", unread=2),
            "current": _row("Harbour", 3, current=True),
            "one-unread": _row("Harbour", 3, unread=1),
            "many-unread": _row("Harbour", 3, unread=4321),
            "mentioned": _row("Harbour", 3, unread=12, mentions=1),
            "muted": _row("Harbour", 3, muted=True),
            "long": _row(cast.LONG, 3, unread=12),
            "right-to-left": _row("المرفأ", 3, unread=7),
            "hostile": lambda: cast.row(cast.HOSTILE, 3) | {"address": cast.HOSTILE, "kind": cast.HOSTILE},
        },
    ),
    fragment(
        "mentions_count",
        "count",
        {
            name: lambda count=count: {"count": count}
            for name, count in (("none", 0), ("one", 1), ("many", 4321))
        },
    ),
]
