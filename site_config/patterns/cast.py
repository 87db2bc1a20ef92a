"""People, rooms and what they say, made up and never stored: all the pattern library's data.

Maya looks at the pages; her pages have her colour on what she said.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message as Flash

from accounts.models import Invitation, Site, User
from rooms import markup
from rooms.delivery.badge import Badge
from rooms.models import Later, Membership, Mention, Message, Poll, Reaction, Reminder, Room, Vote
from rooms.models.mention import Mentionable
from rooms.sidebar import Row

NOON = datetime(2027, 3, 14, 12, 4, tzinfo=UTC)
# Gets out of whatever does not escape it: out of text, and out of attributes with and without quotes.
HOSTILE = """"'><x-hostile data-hostile=1>&lt;b&gt; {{ user }}"""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARABIC = "أميرة حداد"
PARAGRAPHS = (
    "The ferry leaves at seven, so whoever wants breakfast has to be quick.\n\n"
    "    for boat in harbour:\n        boat.wait(tide)\n\n"
    "Everything else stands on https://harbour.example.org/plans?day=sunday, as usual."
)
FORMATTED = """**Sunday**, *weather permitting*: ||Cape Horn|| ~~or not~~, see https://harbour.example.org

> Who brings the `keys`?

1. Jonas
2. Amira

- [x] coffee
- [ ] rope

| Pier | Ship |
|---|---|
| 9 | Anna |
"""
CODE = """```python
def tide(hour: int) -> float:
    return 3.2 * sin(hour / 12)  # metres, "about"
```"""


def person(pk: int, name: str, username: str = "", **fields) -> User:
    return User(pk=pk, display_name=name, username=username or f"person{pk}", date_joined=NOON, **fields)


MAYA = person(1, "Maya Lindqvist", "maya", role="owner", is_staff=True)
JONAS = person(2, "Jonas Weber", "jonas")
AMIRA = person(3, ARABIC, "amira", role="moderator")
TOM = person(4, "Tom Okafor", "tom", is_active=False)
LONGEST = person(5, LONG, "wolfeschlegelsteinhausenbergerdorff")
MALLORY = person(6, HOSTILE, HOSTILE)
BELL = person(7, "Bell", "bell", role="bot")
PEOPLE = [MAYA, JONAS, AMIRA, TOM, LONGEST]
# Whose answers the forms hold: how often one may send is counted by person, and this is nobody.
NOBODY = person(2**62, "Nobody")


def crowd(count: int) -> list[User]:
    return [person(100 + n, f"{'ABCDEFGHIJKL'[n % 12]}. Sailor {n}") for n in range(count)]


def room(name: str = "Harbour", pk: int = 3, kind: str = "open", topic: str = "", **fields) -> Room:
    fields = {"slug": f"room-{pk}", "made_by": MAYA, "made_at": NOON, "clock": 900, **fields}
    return Room(pk=pk, name=name, kind=kind, topic=topic, **fields)


def direct(pk: int = 4) -> Room:
    return room("", pk, "direct", slug="direct:1:2", direct_key="1:2")


def thread(pk: int = 5, **fields) -> Room:
    return room("", pk, "thread", slug="thread:7", **fields)


HARBOUR = room(topic="Ships, tides and who makes coffee. Plans: https://harbour.example.org")
HOSTILE_ROOM = room(HOSTILE, topic=HOSTILE, slug=HOSTILE)


def message(body: str, author: User = JONAS, pk: int = 7, **fields) -> Message:
    fields = {"room": HARBOUR, "seq": pk, "stamp": pk, "number": pk, "posted_at": NOON, **fields}
    return Message(pk=pk, author=author, body=body, **fields)


def calling(body: str, *people: User) -> Message:
    """Return a message in which these people are mentioned by name, and everybody by @room."""
    return message(body, html=markup.render(body, Mentionable(JONAS, people, may_call_all=True)))


def reacted(said: Message, people: dict[str, list[User]]) -> Message:
    """Put emoji to a message: by emoji, who did."""
    given = [(sign, one) for sign, ones in people.items() for one in ones]
    reactions = [Reaction(pk=n, message=said, user=one, emoji=sign) for n, (sign, one) in enumerate(given)]
    return _belonging(said, reactions, None)


def asked(said: Message, options: dict[str, list[User]], **how) -> Message:
    """Make a message the question of a poll. options: by text, who chose it; how: fields of Poll."""
    poll = Poll(message=said, options=list(options), **how)
    given = [(number, one) for number, ones in enumerate(options.values()) for one in ones]
    votes = [Vote(pk=n, poll=poll, user=one, option=number) for n, (number, one) in enumerate(given)]
    poll._prefetched_objects_cache = {"votes": votes}
    return _belonging(said, [], poll)


def _belonging(said: Message, reactions: list[Reaction], poll: Poll | None) -> Message:
    """Give a message what is read with it once it was changed."""
    said.stamp = said.seq + 1
    said._prefetched_objects_cache = {"reactions": reactions}
    said._state.fields_cache["poll"] = poll
    return said


def mention(said: Message, pk: int = 1, **fields) -> Mention:
    """One of the viewer's mentions, as the page of mentions has it."""
    mention = Mention(pk=pk, message=said, room=said.room, user=MAYA, number=said.number)
    mention.is_unread = fields.get("is_unread", False)
    return mention


def reminder(message: Message | None, pk: int = 5, **fields) -> Reminder:
    return Reminder(pk=pk, message=message, user=MAYA, due_at=NOON, **fields)


def note(text: str, pk: int = 5, **fields) -> Reminder:
    """Something that somebody wants to be reminded of, in their own words."""
    return reminder(None, pk, note=text, **fields)


def later(body: str, pk: int = 5, **fields) -> Later:
    return Later(pk=pk, author=MAYA, body=body, due_at=NOON, **{"room": HARBOUR} | fields)


def talk(count: int = 12) -> list[Message]:
    """Some messages of several people, of which some go on."""
    lines = [
        (MAYA, "Good morning! The first ship is an hour early."),
        (JONAS, "Then somebody has to open the gate."),
        (JONAS, "I can be there in ten minutes."),
        (AMIRA, "صباح الخير! الرصيف الثالث جاهز."),
        (LONGEST, LONG * 2),
        (MALLORY, HOSTILE),
        (JONAS, PARAGRAPHS),
    ]
    said, before = [], None
    for n in range(count):
        author, body = lines[n % len(lines)]
        at = NOON + timedelta(minutes=7 * n)
        said.append(message(body, author, pk=20 + n, posted_at=at, continues=author is before))
        before = author
    return said


def member(user: User, **fields) -> Membership:
    return Membership(pk=user.pk, room=HARBOUR, user=user, joined_at=NOON, **fields)


def invitation(pk: int, invited_by: User, uses: int = 0) -> Invitation:
    return Invitation(pk=pk, token=f"example{pk}", invited_by=invited_by, uses=uses, expires_at=NOON)


# What every page has


@dataclass(frozen=True)
class Rows:
    """What rooms/sidebar.html asks of a Sidebar."""

    rooms: list[Row] = field(default_factory=list)
    directs: list[Row] = field(default_factory=list)
    threads: list[Row] = field(default_factory=list)
    mentions: int = 0


def row(name: str, pk: int, kind: str = "open", unread: int = 0, current: bool = False, **badge) -> dict:
    badge = Badge(unread, **badge)
    return {"pk": pk, "name": name, "kind": kind, "badge": badge, "current": current, "address": "#"}


def rows(*, hostile: bool = False) -> Rows:
    last = HOSTILE if hostile else LONG
    return Rows(
        [
            Row(**row("Harbour", 3, current=True)),
            Row(**row("Kitchen", 11, unread=3)),
            Row(**row("Board", 12, kind="closed", unread=123, mentions=2)),
            Row(**row("Workshop", 17, muted=True)),
            Row(**row(last, 13)),
        ],
        [Row(**row("Jonas Weber", 14, kind="direct", unread=1)), Row(**row(ARABIC, 15, kind="direct"))],
        [Row(**row(last if hostile else "When does the ferry leave?", 16, kind="thread", unread=2))],
        mentions=2,
    )


def site(name: str = "Parley", **fields) -> Site:
    return Site(pk=1, name=name, **fields)


def mailing_site() -> SimpleNamespace:
    """A site that can send mail: that depends on settings, not on what is stored."""
    return SimpleNamespace(name="Parley", has_mail=True, sign_up="open", logo_id=None, look_url="")


def entrance(site: Site | SimpleNamespace, **fields) -> SimpleNamespace:
    """Return what templates ask of an Entrance; without more, that of a site that is open."""
    given = {"has_owner": True, "makes_owner": False, "is_open": True, "invitation": None}
    return SimpleNamespace(site=site, **given | fields)


def theme_style() -> str:
    """The theme's style sheet among the static files; empty where it has none."""
    return getattr(settings, "THEME_STYLE", "")


def page(user: User | None = MAYA, *, hostile: bool = False, path: str = "/", **context) -> dict:
    """Return what templates/base.html documents, and more."""
    here = site(HOSTILE if hostile else "Parley")
    return {
        "user": user or AnonymousUser(),
        "site": here,
        "entrance": entrance(here),
        "sidebar": rows(hostile=hostile),
        "messages": [],
        "reminders": [],
        "request": SimpleNamespace(path=path),
        "theme_style": theme_style(),
        **context,
    }


def flash(level: int, text: str) -> Flash:
    """Something that Django's messages say."""
    return Flash(level, text)
