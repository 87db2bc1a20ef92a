"""What stands around everything, and forms."""

from django.contrib.messages import constants
from django.forms.utils import ErrorDict

from accounts.forms import PreferencesForm, SiteForm
from rooms.forms.room import RoomForm
from site_config.patterns import cast
from site_config.patterns.catalogue import pending
from site_config.patterns.catalogue.kinds import Region


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
