"""What opens on a message, and what shows it elsewhere."""

from rooms import emoji
from rooms.actions import ACTIONS
from rooms.models import Reaction
from site_config.patterns import cast
from site_config.patterns.catalogue import opened, talk
from site_config.patterns.catalogue.kinds import Region


def _picker(found, recent=(), words: str = "", following: int | None = None):
    hands = [emoji.named(emoji.toned("✋", tone), "en") for tone in range(6)]
    about = {"words": words, "following": following, "hands": hands, "tone": 2}
    return lambda: {"message": cast.message("Ahoy"), "found": found, "recent": recent, **about}


def _given(*people, before: int | None = None, sign: str = "👍", note: str = "", address: str = "#"):
    given = [Reaction(pk=n, user=person, emoji=sign) for n, person in enumerate(people)]
    return lambda: {"given": given, "before": before, "note": note, "address": address}


def _menu(message, *names: str):
    """Return what makes the context of a menu with these actions, in the order of the site."""
    offered = [action for action in ACTIONS if action.name in names]
    return lambda: {"message": message, "actions": offered, "quick": emoji.QUICK}


def _target(message, *names: str):
    return lambda: {"target": message, **_menu(message, *names)()}


# What is offered with every message of a room: to be seen by all, then for oneself.
OTHERS = ("react", "reply", "thread", "copy_link", "copy_text")
PRIVATE = ("remind", "unread")
POLL = cast.asked(cast.message("When do we sail?", cast.MAYA), {"At seven": [cast.JONAS], "Never": []})
SECRET_POLL = cast.asked(cast.message("Which ship?"), {"Anna": cast.crowd(3)}, anonymous=True)
EVERY = emoji.every("en")

ENTRIES = [
    Region(
        "actions",
        "rooms/actions.html",
        {
            "none": _menu(cast.message("", retracted_at=cast.NOON)),
            "all": _menu(POLL, *[action.name for action in ACTIONS]),
            "plain": _menu(cast.message("Ahoy"), *OTHERS, "pin", "save", *PRIVATE),
            "own": _menu(
                cast.message("Ahoy", cast.MAYA), *OTHERS, "edit", "pin", "save", *PRIVATE, "retract"
            ),
            "pinned-and-saved": _menu(
                cast.message("Ahoy", is_pinned=True), *OTHERS, "unpin", "unsave", *PRIVATE, "reactions"
            ),
            "outsider": _menu(cast.message("Ahoy"), "copy_link", "copy_text", "save", "remind"),
            "retracted": _menu(cast.message("", retracted_at=cast.NOON), "copy_link"),
            "poll": _menu(POLL, *OTHERS, "pin", "save", *PRIVATE, "votes", "close_poll"),
            "anonymous-poll": _menu(SECRET_POLL, *OTHERS, "pin", "save", *PRIVATE, "votes"),
            "hostile": _menu(
                cast.message(cast.HOSTILE, cast.MALLORY, room=cast.HOSTILE_ROOM), *OTHERS, *PRIVATE
            ),
        },
        "actions",
    ),
    Region(
        "target",
        "rooms/target.html",
        {
            "none": lambda: {"target": None, "actions": [], "quick": []},
            "plain": _target(cast.message("Ahoy"), *OTHERS, "pin", "save", *PRIVATE),
            "nothing-to-do": _target(cast.message("Ahoy")),
            "hostile": _target(cast.message(cast.HOSTILE, cast.MALLORY, room=cast.HOSTILE_ROOM), *OTHERS),
        },
        "room",
        alter=dict.fromkeys(("plain", "nothing-to-do", "hostile"), opened.without_scripts),
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
        {
            "plain": lambda: {"reminder": cast.reminder(cast.message("Ahoy"))},
            "note": lambda: {"reminder": cast.note("Water the plants")},
        },
        "actions",
    ),
    Region(
        "excerpt",
        "rooms/excerpt.html",
        {
            "plain": lambda: {"message": cast.message(cast.FORMATTED), "where": True},
            "here": lambda: {"message": cast.message("The ferry leaves at seven."), "where": False},
            "direct": lambda: {"message": cast.message("Ahoy", room=cast.direct()), "where": True},
            "retracted": lambda: {"message": cast.message("", retracted_at=cast.NOON), "where": False},
            "long": lambda: {"message": cast.message(cast.LONG * 9, cast.LONGEST), "where": True},
            "right-to-left": lambda: {"message": cast.message("صباح الخير", cast.AMIRA), "where": True},
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
