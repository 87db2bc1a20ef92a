"""Whole pages. What moves in them is shown still, and nothing in them can be sent."""

from accounts.forms import PeopleForm, PreferencesForm, SiteForm
from accounts.forms.people import RoleForm
from accounts.forms.sign_in import SignInForm
from rooms.forms import EndForm, InviteForm, LaterForm, MomentForm, NoteForm, PollForm, RoomForm
from rooms.models import Pin, Saved
from site_config.patterns import cast
from site_config.patterns.catalogue import talk
from site_config.patterns.entry import Entry


def _page(**context):
    return lambda: cast.page(**context)


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


def _poll(answers=None, room=cast.HARBOUR, **context):
    return lambda: cast.page(form=PollForm(answers, room, cast.NOBODY), room=room, **context)


def _about(shown: str, message=None, **context):
    return lambda: cast.page(message=message or cast.message("Ahoy"), shown=shown, **context)


def _pins(messages, room=cast.HARBOUR):
    pins = [Pin(pk=m.pk, message=m, room=room, user=cast.MALLORY, pinned_at=cast.NOON) for m in messages]
    return lambda: cast.page(room=room, pins=pins, may_unpin=True)


def _reminders(messages):
    states = ["done", *["waiting"] * len(messages)]
    return _page(list=[cast.reminder(m, m.pk, state=s) for m, s in zip(messages, states, strict=False)])


def _remind(message, form=MomentForm):
    return lambda: cast.page(message=message, form=form(author=cast.NOBODY), zone="Europe/Berlin")


def _later(room):
    return lambda: cast.page(room=room, form=LaterForm(author=cast.NOBODY), zone="Europe/Berlin")


def _saved(messages, following=None):
    saved = [Saved(pk=m.pk, message=m, user=cast.MAYA, saved_at=cast.NOON) for m in messages]
    return lambda: cast.page(saved=saved, next=following)


def _people(people, following: str = "", **context):
    found = {"people": people, "following": following, "roles": RoleForm.ROLES}
    return lambda: cast.page(form=PeopleForm(), path="/site/people/", **found, **context)


ROOMS = [
    cast.HARBOUR,
    cast.room("Board", 12, "closed", "By invitation"),
    cast.room("Pier 9", 13, archived_at=cast.NOON),
    cast.room(cast.LONG, 14, topic=f"{cast.LONG} " * 2),
    cast.room("المرفأ", 15, topic="السفن والمد والجزر"),
]
HOSTILE_ROOM = cast.room(cast.HOSTILE, topic=cast.HOSTILE, slug=cast.HOSTILE)
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
                cast.talk(7), [cast.MALLORY], HOSTILE_ROOM, user=cast.MALLORY, hostile=True, older=1
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
            "hostile": _directory([HOSTILE_ROOM], cast.HOSTILE, cast.HOSTILE, hostile=True),
        },
    ),
    Entry(
        "new-poll",
        "rooms/polls/new.html",
        {
            "empty": _poll(),
            "wrong": _poll({"question": "When?", "option_1": "At seven", "closes_at": "2001-01-01T10:00"}),
            "long": _poll({f"option_{n}": cast.LONG * 2 for n in range(1, 11)}),
            "hostile": _poll(
                {"question": cast.HOSTILE, "option_9": cast.HOSTILE, "closes_at": cast.HOSTILE},
                HOSTILE_ROOM,
                hostile=True,
            ),
        },
    ),
    Entry(
        "about",
        "rooms/about.html",
        {
            "plain": _about("Nobody so far."),
            "hostile": _about(cast.HOSTILE, cast.message("Ahoy", room=HOSTILE_ROOM), hostile=True),
        },
    ),
    Entry(
        "members",
        "rooms/members.html",
        {
            "one": _members(MEMBERS[:1]),
            "many": _members(MEMBERS, "tom"),
            "hostile": _members(
                [cast.member(cast.MALLORY)], cast.HOSTILE, room=HOSTILE_ROOM, user=cast.JONAS, hostile=True
            ),
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
    Entry("keys", "rooms/keys.html", {"plain": cast.page}),
    Entry(
        "mentions",
        "rooms/mentions.html",
        {
            "none": _page(mentions=[], next=None),
            "many": _page(
                mentions=[cast.mention(said, said.pk, is_unread=said.pk > 27) for said in cast.talk(10)],
                next=20,
            ),
            "hostile": _page(
                mentions=[cast.mention(cast.message(cast.HOSTILE, cast.MALLORY, room=HOSTILE_ROOM))],
                next=None,
                hostile=True,
            ),
        },
    ),
    Entry(
        "pins-page",
        "rooms/pins.html",
        {"none": _pins([]), "many": _pins(cast.talk(7)), "hostile": _pins(cast.talk(6)[5:], HOSTILE_ROOM)},
    ),
    Entry(
        "saved",
        "rooms/saved.html",
        {
            "none": _saved([]),
            "many": _saved([*cast.talk(7), cast.message("", retracted_at=cast.NOON)], 12),
            "hostile": _saved([cast.message(cast.HOSTILE, cast.MALLORY, room=HOSTILE_ROOM)]),
        },
    ),
    Entry(
        "reminders",
        "rooms/reminders.html",
        {
            "none": _reminders([]),
            "many": _reminders(cast.talk(5)),
            "notes": _page(list=[cast.note("Water the plants"), cast.note(cast.HOSTILE, 6)]),
            "hostile": _reminders([cast.message(cast.HOSTILE, cast.MALLORY, room=HOSTILE_ROOM)]),
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
        {"empty": _later(cast.HARBOUR), "direct": _later(cast.direct()), "hostile": _later(HOSTILE_ROOM)},
    ),
    Entry(
        "laters",
        "rooms/laters.html",
        {
            "none": _page(laters=[]),
            "many": _page(laters=[cast.later("Good morning!"), cast.later(cast.LONG * 3, state="failed")]),
            "hostile": _page(laters=[cast.later(cast.HOSTILE, room=HOSTILE_ROOM)]),
        },
    ),
    Entry("new-room", "rooms/new.html", {"empty": lambda: cast.page(form=RoomForm(author=cast.NOBODY))}),
    Entry(
        "edit-room",
        "rooms/edit.html",
        {
            name: lambda room=room: cast.page(room=room, form=RoomForm(instance=room, author=cast.NOBODY))
            for name, room in (("open", ROOMS[0]), ("archived", ROOMS[2]), ("hostile", HOSTILE_ROOM))
        },
    ),
    Entry(
        "end-room",
        "rooms/end.html",
        {
            name: lambda room=room: cast.page(room=room, form=EndForm(None, room, cast.NOBODY))
            for name, room in (("plain", ROOMS[0]), ("hostile", HOSTILE_ROOM))
        },
    ),
    Entry(
        "person-page",
        "accounts/person.html",
        {
            "other": _page(person=cast.JONAS),
            "oneself": _page(person=cast.MAYA),
            "moderator": _page(person=cast.AMIRA),
            "shut-out": _page(person=cast.TOM),
            "long": _page(person=cast.LONGEST),
            "hostile": _page(person=cast.MALLORY, hostile=True),
        },
    ),
    Entry(
        "settings",
        "accounts/preferences.html",
        {
            "plain": lambda: cast.page(form=PreferencesForm(instance=cast.MAYA), path="/settings/"),
            "hostile": lambda: cast.page(cast.MALLORY, form=PreferencesForm(instance=cast.MALLORY)),
        },
    ),
    Entry(
        "site",
        "accounts/site.html",
        {"plain": lambda: cast.page(form=SiteForm(instance=cast.site()), path="/site/")},
    ),
    Entry(
        "people-page",
        "accounts/people.html",
        {
            "nobody": _people([]),
            "many": _people([*cast.PEOPLE, cast.BELL]),
            "hostile": _people([cast.MALLORY], hostile=True),
        },
    ),
    Entry(
        "invitations",
        "accounts/invitations.html",
        {
            "none": _page(invitations=[]),
            "some": _page(invitations=[cast.invitation(1, cast.MAYA), cast.invitation(2, cast.LONGEST, 3)]),
            "hostile": _page(invitations=[cast.invitation(1, cast.MALLORY, 1)], hostile=True),
        },
    ),
    Entry(
        "reset-link",
        "accounts/reset_link.html",
        {
            "plain": _page(person=cast.JONAS, link="https://chat.example.org/accounts/password/reset/key/3/"),
            "hostile": _page(person=cast.MALLORY, link=cast.HOSTILE, hostile=True),
        },
    ),
    Entry(
        "sign-in",
        "account/login.html",
        {
            "empty": lambda: cast.page(
                None,
                form=SignInForm(),
                signup_url="#",
                request_login_code_url="#",
                PASSKEY_LOGIN_ENABLED=False,
                LOGIN_BY_CODE_ENABLED=True,
            ),
        },
    ),
    Entry("invitation-expired", "accounts/invitation_expired.html", {"plain": lambda: cast.page(None)}),
    Entry("setup-spent", "accounts/setup_spent.html", {"plain": lambda: cast.page(None)}),
    *(
        Entry(f"error-{name}".replace("_", "-"), f"{name}.html", {"member": cast.page}, group="Errors")
        for name in ("403", "403_csrf", "404")
    ),
    *(
        Entry(f"error-{name}", f"{name}.html", {"anybody": dict}, group="Errors")
        for name in ("400", "413", "500")
    ),
]
