"""A log, where one writes in it, and panels."""

from types import SimpleNamespace

from rooms.commands import COMMANDS
from rooms.models import Membership
from site_config.patterns import cast
from site_config.patterns.catalogue import talk
from site_config.patterns.catalogue.kinds import Region


def _log(**context):
    return lambda: talk.log(**context)


def _stretch(messages, room=cast.HARBOUR, older=None, newer=None, **context):
    def context_of() -> dict:
        found = SimpleNamespace(messages=talk.rendered(messages), older=older, newer=newer)
        return {"room": room, "stretch": found, **context}

    return context_of


def _composer(**context):
    return lambda: talk.composer(**context)


ENTRIES = [
    Region(
        "log",
        "rooms/log.html",
        {
            "empty": _log(),
            "one": _log(messages=cast.talk(1)),
            "many": _log(messages=cast.talk(24), older=20),
            "past": _log(messages=cast.talk(12), older=20, newer=31),
            "right-to-left": _log(
                room=cast.room("المرفأ"), messages=[cast.message("صباح الخير!", cast.AMIRA)] * 3
            ),
            "past-unread": _log(messages=cast.talk(12), older=20, newer=31, unread=321),
            "hostile": _log(
                room=cast.room(cast.HOSTILE, slug=cast.HOSTILE), messages=cast.talk(7), older=1, newer=9
            ),
        },
        "room",
    ),
    Region(
        "older-page",
        "rooms/older_page.html",
        {
            "more": _stretch(cast.talk(7), older=20),
            "first": _stretch(cast.talk(7)),
            "hostile": _stretch(cast.talk(7), cast.HOSTILE_ROOM, older=20),
        },
        "log",
    ),
    Region(
        "newer-page",
        "rooms/newer_page.html",
        {
            "more": _stretch(cast.talk(7), newer=30, cursor=900),
            "last": _stretch(cast.talk(7), cursor=900),
            "hostile": _stretch(cast.talk(7), cast.HOSTILE_ROOM, newer=30, cursor=900),
        },
        "log",
    ),
    Region(
        "composer",
        "rooms/composer.html",
        {
            "empty": _composer(),
            "reply": _composer(reply_to=cast.message("When does the *ferry* leave?")),
            "draft": _composer(draft="Half a thought", draft_mark="1f"),
            "refused": _composer(form=talk.too_long("The ferry leaves at seven.")),
            "long": _composer(placeholder=f"Message to {cast.LONG}", form=talk.too_long(cast.LONG * 8)),
            "preview": _composer(preview=talk.formatted(cast.FORMATTED)),
            "right-to-left": _composer(placeholder="رسالة إلى المرفأ", form=talk.too_long("صباح الخير")),
            "hostile": _composer(
                placeholder=cast.HOSTILE, form=talk.too_long(cast.HOSTILE), nonce=cast.HOSTILE
            ),
        },
        "room",
    ),
    Region(
        "composer-tools",
        "rooms/composer_tools.html",
        {"plain": lambda: {"room": cast.HARBOUR}, "hostile": lambda: {"room": cast.room(slug=cast.HOSTILE)}},
        "room",
    ),
    Region(
        "preview",
        "rooms/preview.html",
        {
            "none": lambda: {"room": cast.HARBOUR, "preview": None, "reasons": ""},
            "some": lambda: {"room": cast.HARBOUR, "preview": talk.formatted(cast.FORMATTED), "reasons": ""},
            "long": lambda: {"room": cast.HARBOUR, "preview": talk.formatted(cast.LONG * 9), "reasons": ""},
            "right-to-left": lambda: {
                "room": cast.HARBOUR,
                "preview": talk.formatted("صباح الخير"),
                "reasons": "",
            },
            "refused": lambda: {"room": cast.HARBOUR, "preview": None, "reasons": "Write something first."},
            "hostile": lambda: {
                "room": cast.HARBOUR,
                "preview": talk.formatted(cast.HOSTILE),
                "reasons": cast.HOSTILE,
            },
        },
        "room",
    ),
    Region(
        "completion",
        "rooms/completion.html",
        {
            "none": lambda: {"people": [], "call": "", "typed": "@"},
            "one": lambda: {"people": [cast.JONAS], "call": "", "typed": "@"},
            "many": lambda: {"people": cast.crowd(8), "call": "room", "typed": "@"},
            "long": lambda: {"people": [cast.LONGEST], "call": "", "typed": "@"},
            "right-to-left": lambda: {"people": [cast.AMIRA], "call": "", "typed": "@"},
            "hostile": lambda: {"people": [cast.MALLORY], "call": "", "typed": "@"},
            "commands": lambda: {"commands": COMMANDS, "typed": "/"},
            "command": lambda: {"commands": COMMANDS[:1], "typed": f"/{COMMANDS[0].name}"},
        },
        "people",
    ),
    Region(
        "panel",
        "rooms/panel.html",
        {
            "empty": talk.of_two,
            "some": lambda: talk.of_two(cast.talk(6)),
            "away": lambda: talk.of_two(cast.talk(2), is_here=False),
            "long": lambda: talk.of_two(cast.talk(6), cast.LONGEST),
            "right-to-left": lambda: talk.of_two(cast.talk(4), cast.AMIRA),
            "hostile": lambda: talk.of_two(cast.talk(7), cast.MALLORY),
        },
        "panels",
    ),
    Region(
        "thread-panel",
        "rooms/thread_panel.html",
        {
            "empty": lambda: talk.under(cast.message("When does the ferry leave?")),
            "some": lambda: talk.under(cast.message("When does the ferry leave?"), cast.talk(6)),
            "outsider": lambda: talk.under(cast.message("When?"), cast.talk(3), membership=None),
            "retracted": lambda: talk.under(cast.message("", retracted_at=cast.NOON), cast.talk(3)),
            "long": lambda: talk.under(cast.message(cast.LONG * 9, cast.LONGEST), cast.talk(6)),
            "right-to-left": lambda: talk.under(cast.message("متى؟", cast.AMIRA), cast.talk(4)),
            "hostile": lambda: talk.under(cast.message(cast.HOSTILE, cast.MALLORY), cast.talk(7)),
        },
        "panels",
    ),
    Region(
        "follow",
        "rooms/follow.html",
        {
            "following": lambda: {"room": cast.thread(), "following": True},
            "not-following": lambda: {"room": cast.thread(), "following": False},
        },
        "form",
    ),
    Region(
        "involvement",
        "rooms/involvement.html",
        {
            choice: lambda choice=choice: {
                "room": cast.HARBOUR,
                "membership": cast.member(cast.MAYA, involvement=choice),
            }
            for choice in Membership.Involvement.values
        },
        "head",
    ),
]
