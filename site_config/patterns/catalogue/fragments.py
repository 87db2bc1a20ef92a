"""Living pieces of a page: what the server sends over the socket."""

from functools import partial

from site_config.patterns import cast
from site_config.patterns.entry import Entry

Fragment = partial(Entry, group="Fragments")


def _fragment(name: str, frame: str, states: dict) -> Entry:
    return Fragment(name.replace("_", "-"), f"rooms/fragments/{name}.html", states, frame)


def _said(*args, **fields):
    return lambda: {"message": cast.message(*args, **fields)}


def _reacted(people, *args, **fields):
    return lambda: {"message": cast.reacted(cast.message(*args, **fields), people)}


def _asked(options, body, author=cast.JONAS, **how):
    return lambda: {"message": cast.asked(cast.message(body, author), options, **how)}


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


def _person(person, key: str = "room_pk"):
    return lambda: {key: 3, "person": person}


def _reminder(*args):
    return lambda: {"reminder": cast.reminder(cast.message(*args))}


ENTRIES = [
    _fragment(
        "reminder",
        "main",
        {
            "plain": _reminder("Call me about the ferry."),
            "note": lambda: {"reminder": cast.note("Water the plants")},
            "hostile-note": lambda: {"reminder": cast.note(cast.HOSTILE)},
            "long": _reminder(cast.LONG * 4, cast.LONGEST),
            "right-to-left": _reminder("صباح الخير", cast.AMIRA),
            "hostile": _reminder(cast.HOSTILE, cast.MALLORY),
        },
    ),
    _fragment(
        "pins",
        "head",
        {
            "none": lambda: {"room": cast.room()},
            "one": lambda: {"room": cast.room(pins=1)},
            "many": lambda: {"room": cast.room(pins=50)},
            "hostile": lambda: {"room": cast.room(cast.HOSTILE, slug=cast.HOSTILE, pins=3)},
        },
    ),
    _fragment("pin", "main", {"none": _said("Ahoy"), "pinned": _said("Ahoy", is_pinned=True)}),
    _fragment(
        "kept",
        "main",
        {
            "nothing": lambda: {"room_pk": 3, "mark": "0"},
            "something": lambda: {"room_pk": 3, "mark": "1f2e3d4c"},
        },
    ),
    _fragment(
        "message",
        "log",
        {
            "plain": _said("The ferry leaves at seven."),
            "own": _said("I know, I will be there.", cast.MAYA),
            "continues": _said("And bring the keys.", continues=True),
            "own-continues": _said("Both of them.", cast.MAYA, continues=True),
            "several-lines": _said(cast.PARAGRAPHS),
            "one-letter": _said("k"),
            "long-word": _said(cast.LONG * 3, cast.LONGEST),
            "long-link": _said(f"https://example.org/{'harbour/' * 30}"),
            "right-to-left": _said("صباح الخير! وصلت السفينة الأولى قبل الموعد بساعة.", cast.AMIRA),
            "mixed-directions": _said("Amira says صباح الخير and then 12:04.", cast.AMIRA),
            "emoji": _said("🚢🌊☕", cast.BELL),
            "formatted": _said(cast.FORMATTED),
            "long": _said("\n".join(f"{n}. Everything has to be checked." for n in range(1, 40))),
            "code": _said(cast.CODE, cast.MAYA),
            "edited": _said("The ferry leaves at eight.", edited_at=cast.NOON),
            "own-continues-edited": _said("All three.", cast.MAYA, continues=True, edited_at=cast.NOON),
            "mentions": _said("Jonas, Amira: look!", html=cast.MENTIONS),
            "retracted": _said("", retracted_at=cast.NOON),
            "own-retracted": _said("", cast.MAYA, retracted_at=cast.NOON),
            "pinned": _said("The keys hang behind the door.", is_pinned=True),
            "echo": _said("Comes back to the page that sent it.", cast.MAYA, nonce="abcdefgh"),
            "reply": _said("At seven.", cast.MAYA, reply_to=cast.message("When does the *ferry* leave?")),
            "long-reply": _said("Yes.", reply_to=cast.message(cast.LONG * 9, cast.LONGEST)),
            "right-to-left-reply": _said("نعم", cast.AMIRA, reply_to=cast.message("صباح الخير!", cast.AMIRA)),
            "reply-to-retracted": _said("Oh.", reply_to=cast.message("", retracted_at=cast.NOON)),
            "hostile-reply": _said("?", reply_to=cast.message(cast.HOSTILE, cast.MALLORY)),
            "thread": _said("Who brings the keys?", thread_posts=3, thread_posted_at=cast.NOON),
            "long-thread": _said(cast.PARAGRAPHS, thread_posts=12345, thread_posted_at=cast.NOON),
            "reactions": _reacted({"👍": [cast.MAYA, cast.JONAS], "🎉": [cast.AMIRA]}, "We are there!"),
            "one-reaction": _reacted({"👀": [cast.JONAS]}, "Who was it?", cast.MAYA, continues=True),
            "many-reactions": _reacted(
                {chr(0x1F600 + n): cast.crowd(3 * n + 1) for n in range(20)}, "Coffee is ready."
            ),
            "right-to-left-reactions": _reacted(
                {"❤️": [cast.AMIRA, cast.MAYA]}, "وصلت السفينة الأولى.", cast.AMIRA
            ),
            "poll": _asked(
                {"At seven": [cast.MAYA, cast.JONAS], "At eight": [cast.AMIRA], "Never": []},
                "When do we sail?",
            ),
            "new-poll": _asked({"At seven": [], "At eight": []}, "When do we sail?", cast.MAYA),
            "anonymous-poll": _asked(
                {"Anna": cast.crowd(7), "Berta": cast.crowd(40)},
                "Which ship?",
                anonymous=True,
                multiple=True,
                closes_at=cast.NOON,
            ),
            "closed-poll": _asked(
                {"Yes": [cast.MAYA], "No": []}, "Coffee?", closed=True, closes_at=cast.NOON
            ),
            "long-poll": _asked({f"{cast.LONG[:90]} {n}": cast.crowd(n) for n in range(10)}, cast.LONG),
            "right-to-left-poll": _asked({"نعم": [cast.AMIRA], "لا": [cast.MAYA]}, "هل نبحر؟", cast.AMIRA),
            "hostile-poll": _asked({cast.HOSTILE: [cast.MALLORY]}, cast.HOSTILE, cast.MALLORY),
            "hostile-reactions": _reacted({cast.HOSTILE: [cast.MALLORY]}, cast.HOSTILE, cast.MALLORY),
            "hostile": _said(cast.HOSTILE, cast.MALLORY, nonce=cast.HOSTILE),
        },
    ),
    _fragment(
        "edited",
        "log",
        {
            "never": _said("Ahoy"),
            "once": _said("Ahoy", edited_at=cast.NOON),
            "hostile": _said("Ahoy", edited_at=cast.NOON, room=cast.room(slug=cast.HOSTILE)),
        },
    ),
    _fragment(
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
    _fragment(
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
    _fragment(
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
    _fragment(
        "people_count",
        "count",
        {
            "none": lambda: {"room_pk": 3, "total": 0},
            "one": lambda: {"room_pk": 3, "total": 1},
            "many": lambda: {"room_pk": 3, "total": 12345},
        },
    ),
    _fragment(
        "typist",
        "typing",
        {
            "plain": _person(cast.JONAS),
            "long": _person(cast.LONGEST),
            "right-to-left": _person(cast.AMIRA),
            "hostile": _person(cast.MALLORY),
        },
    ),
    _fragment(
        "here",
        "name",
        {
            "here": lambda: {"user_pk": 2, "is_here": True},
            "away": lambda: {"user_pk": 2, "is_here": False},
        },
    ),
    _fragment(
        "older",
        "log",
        {
            "plain": lambda: {"room": cast.HARBOUR, "before": 120},
            "hostile": lambda: {"room": cast.room(slug=cast.HOSTILE), "before": 120},
        },
    ),
    _fragment(
        "newer",
        "log",
        {
            "plain": lambda: {"room": cast.HARBOUR, "after": 120, "cursor": 900},
            "hostile": lambda: {"room": cast.room(slug=cast.HOSTILE), "after": 120, "cursor": 900},
        },
    ),
    _fragment(
        "end",
        "room",
        {
            "present": lambda: {"room": cast.HARBOUR, "newer": None, "cursor": 900, "unread": 0},
            "past": lambda: {"room": cast.HARBOUR, "newer": 120, "cursor": 900, "unread": 0},
            "past-unread": lambda: {"room": cast.HARBOUR, "newer": 120, "cursor": 900, "unread": 321},
            "hostile": lambda: {
                "room": cast.room(slug=cast.HOSTILE),
                "newer": 120,
                "cursor": 900,
                "unread": 1,
            },
        },
    ),
    _fragment(
        "reply",
        "room",
        {
            "none": lambda: {"room": cast.HARBOUR, "original": None},
            "plain": lambda: {"room": cast.HARBOUR, "original": cast.message("When does it leave?")},
            "long": lambda: {"room": cast.HARBOUR, "original": cast.message(cast.LONG * 9, cast.LONGEST)},
            "right-to-left": lambda: {
                "room": cast.HARBOUR,
                "original": cast.message("صباح الخير!", cast.AMIRA),
            },
            "hostile": lambda: {"room": cast.HARBOUR, "original": cast.message(cast.HOSTILE, cast.MALLORY)},
        },
    ),
    _fragment(
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
    _fragment(
        "unread",
        "log",
        {
            "first": lambda: {"room_pk": 3, "before": None},
            "plain": lambda: {"room_pk": 3, "before": cast.message("The last one read.")},
        },
    ),
    _fragment(
        "mentions_count",
        "count",
        {
            name: lambda count=count: {"count": count}
            for name, count in (("none", 0), ("one", 1), ("many", 4321))
        },
    ),
    _fragment(
        "missed",
        "room",
        {
            "none": lambda: {"room_pk": 3, "count": 0},
            "one": lambda: {"room_pk": 3, "count": 1},
            "many": lambda: {"room_pk": 3, "count": 4321},
        },
    ),
    _fragment(
        "notice",
        "page",
        {
            "none": lambda: {"text": ""},
            "plain": lambda: {"text": "That was fast. Wait a moment, then send it again."},
            "long": lambda: {"text": f"{cast.LONG} " * 4},
            "right-to-left": lambda: {"text": "كان ذلك سريعًا. انتظر لحظة ثم أرسل مرة أخرى."},
            "hostile": lambda: {"text": cast.HOSTILE},
        },
    ),
]
