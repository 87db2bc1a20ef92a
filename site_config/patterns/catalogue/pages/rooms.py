"""Rooms, conversations and threads, and keeping them."""

from rooms import emoji
from rooms.actions import ACTIONS
from rooms.forms.membership import InviteForm
from rooms.forms.room import EndForm, RoomForm
from site_config.patterns import cast
from site_config.patterns.catalogue import opened, talk
from site_config.patterns.catalogue.kinds import refused
from site_config.patterns.entry import Entry


def _room(*args, **context):
    return lambda: cast.page(**talk.in_room(*args, **context))


def _direct(*args, **context):
    return lambda: cast.page(**talk.of_two(*args, **context))


def _thread(body, *args, **context):
    return lambda: cast.page(**talk.under(cast.message(body), *args, **context))


def _directory(rooms=(), words: str = "", following: str | None = None, **context):
    found = {"rooms": list(rooms), "mine": {3}, "words": words, "next": following}
    return lambda: cast.page(**found, **context)


def _new_room(name: str, /, **errors):
    answers = {"name": name, "topic": name, "kind": "open"}
    return lambda: cast.page(form=refused(RoomForm(answers, author=cast.NOBODY), **errors))


def _members(memberships, following=None, **context):
    about = {"room": cast.HARBOUR, "membership": memberships[0], "manages": True, "next": following}
    about |= {"form": InviteForm(author=cast.NOBODY)}
    return lambda: cast.page(memberships=memberships, **about | context)


def _wrong_name() -> InviteForm:
    form = InviteForm({"username": "nobody"}, author=cast.NOBODY)
    return refused(form, username="There is nobody of that name.")


ROOMS = [
    cast.HARBOUR,
    cast.room("Board", 12, "closed", "By invitation"),
    cast.room("Pier 9", 13, archived_at=cast.NOON),
    cast.room(cast.LONG, 14, topic=f"{cast.LONG} " * 2),
    cast.room("المرفأ", 15, topic="السفن والمد والجزر"),
]


EDITED = {
    "open": ROOMS[0],
    "archived": ROOMS[2],
    "long": ROOMS[3],
    "right-to-left": ROOMS[4],
    "hostile": cast.HOSTILE_ROOM,
}
MEMBERS = [cast.member(person, is_host=person is cast.MAYA) for person in cast.PEOPLE]

ENTRIES = [
    Entry(
        "thread",
        "rooms/thread.html",
        {
            "empty": _thread("When does the *ferry* leave?"),
            "some": _thread("When does the *ferry* leave?", cast.talk(12)),
            "outsider": _thread("When?", cast.talk(3), membership=None),
            "retracted": lambda: cast.page(
                **talk.under(cast.message("", retracted_at=cast.NOON), cast.talk(3))
            ),
            "long": _thread(cast.LONG * 9, cast.talk(6)),
            "right-to-left": _thread("متى تغادر العبارة؟", cast.talk(4)),
            "hostile": _thread(cast.HOSTILE, cast.talk(7)),
        },
    ),
    Entry(
        "room",
        "rooms/page.html",
        {
            "empty": _room(people=[cast.MAYA]),
            "some": _room(cast.talk(24), older=20),
            "refused": _room(cast.talk(6), form=talk.too_long("The ferry leaves at seven."), refused=True),
            "chosen": _room(cast.talk(6), target=cast.talk(6)[-1], actions=list(ACTIONS), quick=emoji.QUICK),
            "right-to-left": _room(
                cast.talk(6), [cast.AMIRA], cast.room("المرفأ", topic="السفن والمد والجزر")
            ),
            "crowd": _room(cast.talk(24), cast.crowd(60), people_total=1234),
            "past": _room(cast.talk(12), older=20, newer=31),
            "outsider": _room(cast.talk(6), membership=None, manages=False),
            "archived": _room(cast.talk(3), room=cast.room(archived_at=cast.NOON, topic="Over.")),
            "long": _room(cast.talk(7), room=cast.room(cast.LONG, topic=f"{cast.LONG} " * 3)),
            "hostile": _room(
                cast.talk(7), [cast.MALLORY], cast.HOSTILE_ROOM, user=cast.MALLORY, hostile=True, older=1
            ),
        },
        alter={"chosen": opened.without_scripts},
    ),
    Entry(
        "direct",
        "rooms/direct.html",
        {
            "empty": _direct(),
            "some": _direct(cast.talk(6)),
            "right-to-left": _direct(cast.talk(4), cast.AMIRA),
            "long": _direct(cast.talk(6), cast.LONGEST, is_here=False),
            "hostile": _direct(cast.talk(7), cast.MALLORY, user=cast.MALLORY, hostile=True),
        },
    ),
    Entry(
        "directory",
        "rooms/index.html",
        {
            "empty": _directory(),
            "nothing-found": _directory(words="lighthouse"),
            "one": _directory(ROOMS[:1]),
            "many": _directory(ROOMS, following="pier"),
            "right-to-left": _directory(ROOMS[4:], "المرفأ"),
            "hostile": _directory([cast.HOSTILE_ROOM], cast.HOSTILE, cast.HOSTILE, hostile=True),
        },
    ),
    Entry(
        "members",
        "rooms/members.html",
        {
            "one": _members(MEMBERS[:1]),
            "many": _members(MEMBERS, "tom"),
            "wrong": _members(MEMBERS[:2], form=_wrong_name()),
            "outsider": _members(MEMBERS, membership=None, manages=False),
            "hostile": _members(
                [cast.member(cast.MALLORY)],
                cast.HOSTILE,
                room=cast.HOSTILE_ROOM,
                user=cast.JONAS,
                hostile=True,
            ),
        },
    ),
    Entry(
        "new-room",
        "rooms/new.html",
        {
            "empty": lambda: cast.page(form=RoomForm(author=cast.NOBODY)),
            "wrong": _new_room("LUNCH", name="There is a room of that name already."),
            "wrong-as-a-whole": _new_room("Lunch", whole="That was fast. Wait a moment, then try again."),
            "long": _new_room(cast.LONG * 2, name=f"{cast.LONG} " * 2),
            "right-to-left": _new_room("المرفأ", name="هناك غرفة بهذا الاسم."),
            "hostile": _new_room(cast.HOSTILE, name=cast.HOSTILE, whole=cast.HOSTILE),
        },
    ),
    Entry(
        "edit-room",
        "rooms/edit.html",
        {
            name: lambda room=room: cast.page(room=room, form=RoomForm(instance=room, author=cast.NOBODY))
            for name, room in EDITED.items()
        },
    ),
    Entry(
        "end-room",
        "rooms/end.html",
        {
            name: lambda room=room: cast.page(room=room, form=EndForm(None, room, cast.NOBODY))
            for name, room in EDITED.items()
        },
    ),
    Entry("keys", "rooms/keys.html", {"plain": cast.page}),
]
