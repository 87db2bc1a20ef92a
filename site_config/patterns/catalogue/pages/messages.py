"""What is done with one message, and lists of messages."""

from rooms.forms.later import LaterForm
from rooms.forms.moment import MomentForm
from rooms.forms.poll import PollForm
from rooms.forms.reminder import NoteForm
from rooms.models import Pin, Saved
from site_config.patterns import cast
from site_config.patterns.catalogue import talk
from site_config.patterns.catalogue.kinds import page
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
            "many": _pins(cast.talk(7)),
            "hostile": _pins(cast.talk(6)[5:], cast.HOSTILE_ROOM),
        },
    ),
    Entry(
        "saved",
        "rooms/saved.html",
        {
            "none": _saved([]),
            "many": _saved([*cast.talk(7), cast.message("", retracted_at=cast.NOON)], 12),
            "hostile": _saved([cast.message(cast.HOSTILE, cast.MALLORY, room=cast.HOSTILE_ROOM)]),
        },
    ),
    Entry(
        "reminders",
        "rooms/reminders.html",
        {
            "none": _reminders([]),
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
            "hostile": _remind(cast.message(cast.HOSTILE, cast.MALLORY)),
        },
    ),
    Entry(
        "later",
        "rooms/later.html",
        {
            "empty": _later(cast.HARBOUR),
            "direct": _later(cast.direct()),
            "hostile": _later(cast.HOSTILE_ROOM),
        },
    ),
    Entry(
        "laters",
        "rooms/laters.html",
        {
            "none": page(laters=[]),
            "many": page(laters=[cast.later("Good morning!"), cast.later(cast.LONG * 3, state="failed")]),
            "hostile": page(laters=[cast.later(cast.HOSTILE, room=cast.HOSTILE_ROOM)]),
        },
    ),
]
