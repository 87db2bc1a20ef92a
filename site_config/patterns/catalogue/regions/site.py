"""What stands around everything, and forms."""

from django.contrib.messages import constants

from accounts.forms import PreferencesForm, SiteForm
from rooms.forms.room import RoomForm
from site_config.patterns import cast
from site_config.patterns.catalogue import opened, pending
from site_config.patterns.catalogue.kinds import Region, refused


def _flashes(*flashes):
    return lambda: {"messages": [cast.flash(level, text) for level, text in flashes]}


def _room_form(typed: str, /, **errors):
    def context() -> dict:
        form = RoomForm({"name": typed, "topic": "", "kind": "open"}, author=cast.NOBODY)
        return {"form": refused(form, **errors)}

    return context


FORMS = {
    "empty": lambda: {"form": RoomForm(author=cast.NOBODY)},
    "choices": lambda: {"form": SiteForm(instance=cast.site())},
    "filled": lambda: {"form": PreferencesForm(instance=cast.MAYA)},
    "wrong": _room_form("", name="A room needs a name that can be read."),
    "right-to-left": _room_form("المرفأ", name="هناك غرفة بهذا الاسم."),
    "long": _room_form(cast.LONG * 2, name=cast.LONG * 2, whole=cast.LONG * 2),
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
            "right-to-left": lambda: cast.page(cast.AMIRA),
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
            "one": lambda: {"sidebar": cast.Rows([cast.Row(**cast.row("Harbour", 3, current=True))])},
            "muted": lambda: {"sidebar": cast.Rows([cast.Row(**cast.row("Workshop", 17, muted=True))])},
            "right-to-left": lambda: {
                "sidebar": cast.Rows([cast.Row(**cast.row("المرفأ", 3, unread=7))], mentions=1)
            },
            "many": lambda: {
                "sidebar": cast.Rows([cast.Row(**cast.row(f"Pier {n}", n)) for n in range(20, 80)]),
            },
            "hostile": lambda: {"sidebar": cast.rows(hostile=True)},
        },
        "page",
    ),
    Region(
        "switcher",
        "rooms/switcher.html",
        {
            "closed": lambda: {"found": None},
            "open": lambda: {"found": None},
            "results": lambda: {"found": {"rows": [*cast.rows().rooms, *cast.rows().directs], "words": ""}},
            "no-results": lambda: {"found": {"rows": [], "words": "lighthouse"}},
            "hostile": lambda: {"found": {"rows": cast.rows(hostile=True).rooms, "words": cast.HOSTILE}},
        },
        "page",
        alter=dict.fromkeys(("open", "results", "no-results", "hostile"), opened.popover),
    ),
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
        dict.fromkeys(("waiting", "refused", "long", "right-to-left", "hostile"), dict),
        "log",
        whole=False,
        alter={
            "waiting": pending.message("Sent, and not answered yet."),
            "refused": pending.message("Everybody!", "That was fast. Wait a moment, then send it again."),
            "long": pending.message(cast.LONG * 4, cast.LONG * 2),
            "right-to-left": pending.message("صباح الخير", "كان ذلك سريعًا. انتظر لحظة."),
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
            "long": _flashes((constants.ERROR, f"{cast.LONG} " * 4)),
            "right-to-left": _flashes((constants.SUCCESS, "تم حذف الغرفة.")),
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
