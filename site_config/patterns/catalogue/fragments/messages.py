"""Messages, and what stands between and around them in a log."""

from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import fragment


def _said(*args, **fields):
    return lambda: {"message": cast.message(*args, **fields)}


def _reacted(people, *args, **fields):
    return lambda: {"message": cast.reacted(cast.message(*args, **fields), people)}


def _asked(options, body, author=cast.JONAS, **how):
    return lambda: {"message": cast.asked(cast.message(body, author), options, **how)}


ENTRIES = [
    fragment(
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
            "mentions": lambda: {
                "message": cast.calling("@jonas, @maya and @room: look!", cast.JONAS, cast.MAYA)
            },
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
    fragment(
        "edited",
        "log",
        {
            "never": _said("Ahoy"),
            "once": _said("Ahoy", edited_at=cast.NOON),
            "hostile": _said("Ahoy", edited_at=cast.NOON, room=cast.room(slug=cast.HOSTILE)),
        },
    ),
    fragment("pin", "main", {"none": _said("Ahoy"), "pinned": _said("Ahoy", is_pinned=True)}),
    fragment(
        "unread",
        "log",
        {
            "first": lambda: {"room_pk": 3, "before": None},
            "plain": lambda: {"room_pk": 3, "before": cast.message("The last one read.")},
        },
    ),
    fragment(
        "older",
        "log",
        {
            "plain": lambda: {"room": cast.HARBOUR, "before": 120},
            "hostile": lambda: {"room": cast.room(slug=cast.HOSTILE), "before": 120},
        },
    ),
    fragment(
        "newer",
        "log",
        {
            "plain": lambda: {"room": cast.HARBOUR, "after": 120, "cursor": 900},
            "hostile": lambda: {"room": cast.room(slug=cast.HOSTILE), "after": 120, "cursor": 900},
        },
    ),
    fragment(
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
    fragment(
        "missed",
        "room",
        {
            "none": lambda: {"room_pk": 3, "count": 0},
            "one": lambda: {"room_pk": 3, "count": 1},
            "many": lambda: {"room_pk": 3, "count": 4321},
        },
    ),
    fragment(
        "answered",
        "room",
        {
            "plain": lambda: {"message": cast.message("When does it leave?")},
            "hostile": lambda: {"message": cast.message(cast.HOSTILE, cast.MALLORY)},
        },
    ),
    fragment(
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
]
