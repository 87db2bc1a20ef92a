"""Rooms, conversations and threads, and keeping them."""

from rooms.forms.membership import InviteForm
from rooms.forms.room import EndForm, RoomForm
from site_config.patterns import cast
from site_config.patterns.catalogue import talk
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


def _members(memberships, following=None, **context):
    about = {"room": cast.HARBOUR, "membership": memberships[0], "manages": True, "next": following}
    return lambda: cast.page(memberships=memberships, form=InviteForm(author=cast.NOBODY), **about | context)


ROOMS = [
    cast.HARBOUR,
    cast.room("Board", 12, "closed", "By invitation"),
    cast.room("Pier 9", 13, archived_at=cast.NOON),
    cast.room(cast.LONG, 14, topic=f"{cast.LONG} " * 2),
    cast.room("المرفأ", 15, topic="السفن والمد والجزر"),
]


MEMBERS = [cast.member(person, is_host=person is cast.MAYA) for person in cast.PEOPLE]

ENTRIES = [
    Entry(
        "thread",
        "rooms/thread.html",
        {
            "empty": _thread("When does the *ferry* leave?"),
            "some": _thread("When does the *ferry* leave?", cast.talk(12)),
            "outsider": _thread("When?", cast.talk(3), membership=None),
            "hostile": _thread(cast.HOSTILE, cast.talk(7)),
        },
    ),
    Entry(
        "room",
        "rooms/page.html",
        {
            "empty": _room(people=[cast.MAYA]),
            "some": _room(cast.talk(24), older=20),
            "crowd": _room(cast.talk(24), cast.crowd(60), people_total=1234),
            "past": _room(cast.talk(12), older=20, newer=31),
            "outsider": _room(cast.talk(6), membership=None, manages=False),
            "archived": _room(cast.talk(3), room=cast.room(archived_at=cast.NOON, topic="Over.")),
            "long": _room(cast.talk(7), room=cast.room(cast.LONG, topic=f"{cast.LONG} " * 3)),
            "hostile": _room(
                cast.talk(7), [cast.MALLORY], cast.HOSTILE_ROOM, user=cast.MALLORY, hostile=True, older=1
            ),
        },
    ),
    Entry(
        "direct",
        "rooms/direct.html",
        {
            "empty": _direct(),
            "some": _direct(cast.talk(6)),
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
            "many": _directory(ROOMS, following="pier"),
            "hostile": _directory([cast.HOSTILE_ROOM], cast.HOSTILE, cast.HOSTILE, hostile=True),
        },
    ),
    Entry(
        "members",
        "rooms/members.html",
        {
            "one": _members(MEMBERS[:1]),
            "many": _members(MEMBERS, "tom"),
            "hostile": _members(
                [cast.member(cast.MALLORY)],
                cast.HOSTILE,
                room=cast.HOSTILE_ROOM,
                user=cast.JONAS,
                hostile=True,
            ),
        },
    ),
    Entry("new-room", "rooms/new.html", {"empty": lambda: cast.page(form=RoomForm(author=cast.NOBODY))}),
    Entry(
        "edit-room",
        "rooms/edit.html",
        {
            name: lambda room=room: cast.page(room=room, form=RoomForm(instance=room, author=cast.NOBODY))
            for name, room in (("open", ROOMS[0]), ("archived", ROOMS[2]), ("hostile", cast.HOSTILE_ROOM))
        },
    ),
    Entry(
        "end-room",
        "rooms/end.html",
        {
            name: lambda room=room: cast.page(room=room, form=EndForm(None, room, cast.NOBODY))
            for name, room in (("plain", ROOMS[0]), ("hostile", cast.HOSTILE_ROOM))
        },
    ),
    Entry("keys", "rooms/keys.html", {"plain": cast.page}),
]
