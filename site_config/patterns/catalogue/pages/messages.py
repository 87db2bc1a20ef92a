"""What is done with one message, and lists of messages."""

from rooms.forms.later import LaterForm
from rooms.forms.moment import MomentForm
from rooms.forms.poll import PollForm
from rooms.forms.reminder import NoteForm
from rooms.models import Pin, Saved
from site_config.patterns import cast
from site_config.patterns.catalogue import talk
from site_config.patterns.catalogue.kinds import page, refused
from site_config.patterns.entry import Entry


def _poll(answers=None, room=cast.HARBOUR, **context):
    return lambda: cast.page(form=PollForm(answers, room, cast.NOBODY), room=room, **context)


def _about(shown: str, message=None, **context):
    return lambda: cast.page(message=message or cast.message("Ahoy"), shown=shown, **context)


def _pins(messages, room=cast.HARBOUR):
    pins = [Pin(pk=m.pk, message=m, room=room, user=cast.MALLORY, pinned_at=cast.NOON) for m in messages]
    return lambda: cast.page(room=room, pins=pins, may_unpin=True)


def _reminders(messages):
    states = ["done", *["waiting"] * len(messages)]
    return page(list=[cast.reminder(m, m.pk, state=s) for m, s in zip(messages, states, strict=False)])


def _remind(message, form=MomentForm):
    return lambda: cast.page(message=message, form=form(author=cast.NOBODY), zone="Europe/Berlin")


def _later(room):
    return lambda: cast.page(room=room, form=LaterForm(author=cast.NOBODY), zone="Europe/Berlin")


def _when(form, answers: dict, /, **errors):
    """Return a form about a moment, answered."""
    return refused(form(answers, author=cast.NOBODY), **errors)


def _saved(messages, following=None):
    saved = [Saved(pk=m.pk, message=m, user=cast.MAYA, saved_at=cast.NOON) for m in messages]
    return lambda: cast.page(saved=saved, next=following)


ENTRIES = [
    Entry(
        "new-poll",
        "rooms/polls/new.html",
        {
            "empty": _poll(),
            "wrong": _poll({"question": "When?", "option_1": "At seven", "closes_at": "2001-01-01T10:00"}),
            "right-to-left": _poll({"question": "هل نبحر؟", "option_1": "نعم", "option_2": "لا"}),
            "long": _poll({f"option_{n}": cast.LONG * 2 for n in range(1, 11)}),
            "hostile": _poll(
                {"question": cast.HOSTILE, "option_9": cast.HOSTILE, "closes_at": cast.HOSTILE},
                cast.HOSTILE_ROOM,
                hostile=True,
            ),
        },
    ),
    Entry(
        "about",
        "rooms/about.html",
        {
            "plain": _about("Nobody so far."),
            "hostile": _about(cast.HOSTILE, cast.message("Ahoy", room=cast.HOSTILE_ROOM), hostile=True),
        },
    ),
    Entry(
        "edit-message",
        "rooms/edit_message.html",
        {
            "plain": lambda: cast.page(**talk.editor("The ferry leaves at seven.")),
            "refused": lambda: cast.page(**talk.editor("", error="Write something first.")),
            "long": lambda: cast.page(**talk.editor(cast.PARAGRAPHS * 4)),
            "right-to-left": lambda: cast.page(**talk.editor("صباح الخير")),
            "hostile": lambda: cast.page(**talk.editor(cast.HOSTILE, error=cast.HOSTILE), hostile=True),
        },
    ),
    Entry(
        "history",
        "rooms/history.html",
        {name: lambda make=make: cast.page(**make()) for name, make in talk.HISTORIES.items()},
    ),
    Entry(
        "mentions",
        "rooms/mentions.html",
        {
            "none": page(mentions=[], next=None),
            "one": page(mentions=[cast.mention(cast.message("Maya?"), is_unread=True)], next=None),
            "right-to-left": page(mentions=[cast.mention(cast.message("مايا؟", cast.AMIRA))], next=None),
            "many": page(
                mentions=[cast.mention(said, said.pk, is_unread=said.pk > 27) for said in cast.talk(10)],
                next=20,
            ),
            "hostile": page(
                mentions=[cast.mention(cast.message(cast.HOSTILE, cast.MALLORY, room=cast.HOSTILE_ROOM))],
                next=None,
                hostile=True,
            ),
        },
    ),
    Entry(
        "pins-page",
        "rooms/pins.html",
        {
            "none": _pins([]),
            "one": _pins(cast.talk(1)),
            "many": _pins(cast.talk(7)),
            "direct": _pins(cast.talk(2), cast.direct()),
            "right-to-left": _pins([cast.message("صباح الخير", cast.AMIRA)], cast.room("المرفأ")),
            "hostile": _pins(cast.talk(6)[5:], cast.HOSTILE_ROOM),
        },
    ),
    Entry(
        "saved",
        "rooms/saved.html",
        {
            "none": _saved([]),
            "one": _saved(cast.talk(1)),
            "right-to-left": _saved([cast.message("صباح الخير", cast.AMIRA)]),
            "many": _saved([*cast.talk(7), cast.message("", retracted_at=cast.NOON)], 12),
            "hostile": _saved([cast.message(cast.HOSTILE, cast.MALLORY, room=cast.HOSTILE_ROOM)]),
        },
    ),
    Entry(
        "reminders",
        "rooms/reminders.html",
        {
            "none": _reminders([]),
            "one": _reminders(cast.talk(1)),
            "right-to-left": _reminders([cast.message("صباح الخير", cast.AMIRA)]),
            "many": _reminders(cast.talk(5)),
            "notes": page(list=[cast.note("Water the plants"), cast.note(cast.HOSTILE, 6)]),
            "hostile": _reminders([cast.message(cast.HOSTILE, cast.MALLORY, room=cast.HOSTILE_ROOM)]),
        },
    ),
    Entry(
        "remind",
        "rooms/remind.html",
        {
            "empty": _remind(cast.talk(1)[0]),
            "note": _remind(None, NoteForm),
            "retracted": _remind(cast.message("", retracted_at=cast.NOON)),
            "wrong": lambda: cast.page(
                message=cast.talk(1)[0],
                form=_when(MomentForm, {"day": "2001-01-01"}, whole="This moment has passed."),
                zone="Europe/Berlin",
            ),
            "hostile": _remind(cast.message(cast.HOSTILE, cast.MALLORY)),
        },
    ),
    Entry(
        "later",
        "rooms/later.html",
        {
            "empty": _later(cast.HARBOUR),
            "direct": _later(cast.direct()),
            "long": _later(cast.room(cast.LONG)),
            "right-to-left": _later(cast.room("المرفأ")),
            "wrong": lambda: cast.page(
                room=cast.HARBOUR,
                form=_when(LaterForm, {"body": ""}, body="Write something first.", day="Choose a day."),
                zone="Europe/Berlin",
            ),
            "hostile": _later(cast.HOSTILE_ROOM),
        },
    ),
    Entry(
        "laters",
        "rooms/laters.html",
        {
            "none": page(laters=[]),
            "one": page(laters=[cast.later("Good morning!")]),
            "right-to-left": page(laters=[cast.later("صباح الخير", room=cast.room("المرفأ"))]),
            "many": page(laters=[cast.later("Good morning!"), cast.later(cast.LONG * 3, state="failed")]),
            "hostile": page(laters=[cast.later(cast.HOSTILE, room=cast.HOSTILE_ROOM)]),
        },
    ),
]
