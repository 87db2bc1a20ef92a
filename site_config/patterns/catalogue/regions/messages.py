"""What opens on a message, and what shows it elsewhere."""

from rooms import emoji
from rooms.actions import ACTIONS
from rooms.models import Reaction
from site_config.patterns import cast
from site_config.patterns.catalogue import talk
from site_config.patterns.catalogue.kinds import Region


def _picker(found, recent=(), words: str = "", following: int | None = None):
    hands = [emoji.named(emoji.toned("✋", tone), "en") for tone in range(6)]
    about = {"words": words, "following": following, "hands": hands, "tone": 2}
    return lambda: {"message": cast.message("Ahoy"), "found": found, "recent": recent, **about}


def _given(*people, before: int | None = None, sign: str = "👍", note: str = "", address: str = "#"):
    given = [Reaction(pk=n, user=person, emoji=sign) for n, person in enumerate(people)]
    return lambda: {"given": given, "before": before, "note": note, "address": address}


EVERY = emoji.every("en")

ENTRIES = [
    Region(
        "actions",
        "rooms/actions.html",
        {
            "none": lambda: {"message": cast.message("Ahoy"), "actions": [], "quick": []},
            "all": lambda: {
                "message": cast.asked(cast.message("Ahoy"), {"Ahoy": []}),
                "actions": list(ACTIONS),
                "quick": emoji.QUICK,
            },
        },
        "actions",
    ),
    Region(
        "picker",
        "rooms/reactions/picker.html",
        {
            "first": _picker(EVERY[:60], EVERY[3:9], following=60),
            "never-used": _picker(EVERY[:200], following=200),
            "found": _picker(emoji.matching("ship", "en"), words="ship"),
            "nothing-found": _picker([], words=cast.LONG),
            "hostile": _picker([], words=cast.HOSTILE),
        },
        "actions",
    ),
    Region(
        "given",
        "rooms/message/people.html",
        {
            "none": _given(),
            "one": _given(cast.JONAS),
            "many": _given(*cast.crowd(50), before=7),
            "long": _given(cast.LONGEST),
            "right-to-left": _given(cast.AMIRA),
            "noted": _given(cast.MAYA, sign="At seven", note="Only you see what you chose."),
            "hostile": _given(
                cast.MALLORY, sign=cast.HOSTILE, note=cast.HOSTILE, address=cast.HOSTILE, before=7
            ),
        },
        "actions",
    ),
    Region(
        "reminded",
        "rooms/reminded.html",
        {"plain": lambda: {"reminder": cast.reminder(cast.message("Ahoy"))}},
        "actions",
    ),
    Region(
        "excerpt",
        "rooms/excerpt.html",
        {
            "plain": lambda: {"message": cast.message(cast.FORMATTED), "where": True},
            "retracted": lambda: {"message": cast.message("", retracted_at=cast.NOON), "where": False},
            "hostile": lambda: {"message": cast.message(cast.HOSTILE, cast.MALLORY), "where": True},
        },
        "main",
    ),
    Region(
        "editor",
        "rooms/editor.html",
        {
            "plain": lambda: talk.editor("The ferry leaves at seven."),
            "long": lambda: talk.editor(cast.PARAGRAPHS * 4),
            "refused": lambda: talk.editor("", error="Write something first."),
            "page": lambda: talk.editor("The ferry leaves at seven.", on_page=True),
            "right-to-left": lambda: talk.editor("صباح الخير"),
            "hostile": lambda: talk.editor(cast.HOSTILE, error=cast.HOSTILE),
        },
        "room",
    ),
    Region("history-panel", "rooms/history_panel.html", talk.HISTORIES, "panels"),
    Region("revisions", "rooms/revisions.html", talk.HISTORIES, "main"),
]
