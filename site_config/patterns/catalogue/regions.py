"""Parts of a page that several pages have."""

from functools import partial

from django.contrib.messages import constants
from django.forms.utils import ErrorDict

from accounts.forms import PreferencesForm, SiteForm
from rooms import emoji
from rooms.actions import ACTIONS
from rooms.commands import COMMANDS
from rooms.forms import RoomForm
from rooms.models import Membership, Reaction
from site_config.patterns import cast
from site_config.patterns.catalogue import pending, talk
from site_config.patterns.entry import Entry

Region = partial(Entry, group="Regions")


def _log(**context):
    return lambda: talk.log(**context)


def _composer(**context):
    return lambda: talk.composer(**context)


def _flashes(*flashes):
    return lambda: {"messages": [cast.flash(level, text) for level, text in flashes]}


def _room_form(typed: str, /, **errors):
    def context() -> dict:
        form = RoomForm({"name": typed, "topic": "", "kind": "open"}, author=cast.NOBODY)
        form._errors, form.cleaned_data = ErrorDict(), {}
        for field, error in errors.items():
            form.add_error(None if field == "whole" else field, error)
        return {"form": form}

    return context


def _picker(found, recent=(), words: str = "", following: int | None = None):
    hands = [emoji.named(emoji.toned("✋", tone), "en") for tone in range(6)]
    about = {"words": words, "following": following, "hands": hands, "tone": 2}
    return lambda: {"message": cast.message("Ahoy"), "found": found, "recent": recent, **about}


def _given(*people, before: int | None = None, sign: str = "👍", note: str = "", address: str = "#"):
    given = [Reaction(pk=n, user=person, emoji=sign) for n, person in enumerate(people)]
    return lambda: {"given": given, "before": before, "note": note, "address": address}


EVERY = emoji.every("en")

FORMS = {
    "empty": lambda: {"form": RoomForm(author=cast.NOBODY)},
    "choices": lambda: {"form": SiteForm(instance=cast.site())},
    "filled": lambda: {"form": PreferencesForm(instance=cast.MAYA)},
    "wrong": _room_form("", name="A room needs a name that can be read."),
    "wrong-as-a-whole": _room_form("Harbour", whole="That was fast. Wait a moment, then try again."),
    "hostile": _room_form(cast.HOSTILE, name=cast.HOSTILE, whole=cast.HOSTILE),
}

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
        "banner",
        "site/banner.html",
        {
            "owner": cast.page,
            "member": lambda: cast.page(cast.JONAS),
            "visitor": lambda: cast.page(None),
            "long": lambda: cast.page(cast.LONGEST) | {"entrance": {"site": cast.site(cast.LONG[:60])}},
            "hostile": lambda: cast.page(cast.MALLORY, hostile=True),
        },
        "page",
    ),
    Region(
        "sidebar",
        "rooms/sidebar.html",
        {
            "empty": lambda: {"sidebar": cast.Rows()},
            "some": lambda: {"sidebar": cast.rows()},
            "many": lambda: {
                "sidebar": cast.Rows([cast.Row(**cast.row(f"Pier {n}", n)) for n in range(20, 80)]),
            },
            "hostile": lambda: {"sidebar": cast.rows(hostile=True)},
        },
        "page",
    ),
    Region("switcher", "rooms/switcher.html", {"closed": dict}, "page"),
    Region(
        "destinations",
        "rooms/destinations.html",
        {
            "none": lambda: {"rows": [], "words": "lighthouse"},
            "some": lambda: {"rows": [*cast.rows().rooms, *cast.rows().directs], "words": ""},
            "long": lambda: {"rows": [cast.Row(**cast.row(cast.LONG, 13, unread=12))], "words": "donau"},
            "right-to-left": lambda: {"rows": [cast.Row(**cast.row("المرفأ", 13))], "words": "ا"},
            "hostile": lambda: {"rows": cast.rows(hostile=True).rooms, "words": cast.HOSTILE},
            "hostile-none": lambda: {"rows": [], "words": cast.HOSTILE},
        },
        "overlay",
    ),
    Region("keys-overlay", "rooms/keys_overlay.html", {"plain": dict}, "overlay"),
    Region(
        "log",
        "rooms/log.html",
        {
            "empty": _log(),
            "one": _log(messages=cast.talk(1)),
            "many": _log(messages=cast.talk(24), older=20),
            "past": _log(messages=cast.talk(12), older=20, newer=31),
            "past-unread": _log(messages=cast.talk(12), older=20, newer=31, unread=321),
            "hostile": _log(
                room=cast.room(cast.HOSTILE, slug=cast.HOSTILE), messages=cast.talk(7), older=1, newer=9
            ),
        },
        "room",
    ),
    Region(
        "composer",
        "rooms/composer.html",
        {
            "empty": _composer(),
            "reply": _composer(reply_to=cast.message("When does the *ferry* leave?")),
            "draft": _composer(draft="Half a thought", draft_mark="1f"),
            "refused": _composer(form=talk.refused("The ferry leaves at seven.")),
            "long": _composer(placeholder=f"Message to {cast.LONG}", form=talk.refused(cast.LONG * 8)),
            "preview": _composer(preview=talk.formatted(cast.FORMATTED)),
            "right-to-left": _composer(placeholder="رسالة إلى المرفأ", form=talk.refused("صباح الخير")),
            "hostile": _composer(
                placeholder=cast.HOSTILE, form=talk.refused(cast.HOSTILE), nonce=cast.HOSTILE
            ),
        },
        "room",
    ),
    Region(
        "preview",
        "rooms/preview.html",
        {
            "none": lambda: {"room": cast.HARBOUR, "preview": None, "reasons": ""},
            "some": lambda: {"room": cast.HARBOUR, "preview": talk.formatted(cast.FORMATTED), "reasons": ""},
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
        "composer-tools",
        "rooms/composer_tools.html",
        {"plain": lambda: {"room": cast.HARBOUR}, "hostile": lambda: {"room": cast.room(slug=cast.HOSTILE)}},
        "room",
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
        "connection",
        "site/connection.html",
        dict.fromkeys(("connecting", "lost", "back", "out"), dict),
        "page",
        alter={name: pending.connection(name) for name in ("lost", "back", "out")},
    ),
    Region(
        "pending",
        "site/connection.html",
        dict.fromkeys(("waiting", "refused", "long", "hostile"), dict),
        "log",
        whole=False,
        alter={
            "waiting": pending.message("Sent, and not answered yet."),
            "refused": pending.message("Everybody!", "That was fast. Wait a moment, then send it again."),
            "long": pending.message(cast.LONG * 4, cast.LONG * 2),
            "hostile": pending.message(cast.HOSTILE, cast.HOSTILE),
        },
    ),
    Region(
        "flashes",
        "site/flashes.html",
        {
            "none": _flashes(),
            "one": _flashes((constants.SUCCESS, "Harbour was deleted.")),
            "several": _flashes(
                (constants.INFO, "You can change this at any time."),
                (constants.WARNING, "The site needs an owner."),
                (constants.ERROR, "There is no such role."),
            ),
            "hostile": _flashes((constants.ERROR, cast.HOSTILE)),
        },
        "page",
    ),
    Region("fields", "forms/fields.html", FORMS, "form"),
    Region(
        "form",
        "forms/form.html",
        {name: lambda make=make: make() | {"submit": "Save"} for name, make in FORMS.items()},
        "main",
    ),
]
