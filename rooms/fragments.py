"""Every piece of living HTML, a function each: its arguments are its template's whole context.

A fragment that is broadcast knows no viewer and holds no words; it is rendered once for everybody.
"""

import zlib
from functools import cache, lru_cache

from django.core.cache import caches
from django.db.models import prefetch_related_objects
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from rooms.delivery.badge import Badge

KEEP = 60 * 60 * 24  # seconds

# What shows the words of one message besides logs, by the end of its id: a panel with what it said before,
# what a composer answers, what a menu copies.
WORDS = ("history", "answered", "copied")


def message(message) -> SafeString:
    """One line of the log. message: Message with author loaded; rendered once per stamp."""
    return messages([message])[0]


def messages(messages) -> list[SafeString]:
    """The same for many, with one look into the cache."""
    keys = {_key(message): message for message in messages}
    store = caches["fragments"]
    known = store.get_many(keys)
    missing = {key: message for key, message in keys.items() if key not in known}
    _load_belongings([message for message in missing.values() if message.is_changed])
    new = {key: _render("message", message=message) for key, message in missing.items()}
    if new:
        store.set_many(new, KEEP)
    return [mark_safe(known.get(key) or new[key]) for key in keys]


def _load_belongings(messages) -> None:
    """Read what was added to messages since they were posted, a query for each kind of thing."""
    if messages:
        prefetch_related_objects(messages, *messages[0].BELONGINGS)


def _key(message) -> str:
    """Name a rendering by all that it depends on: after a restored backup, keys and stamps come again."""
    author = message.author
    says = f"{message.posted_at.timestamp()} {author.name} {author.username}"
    if original := message.reply_to:
        says += f" {original.pk} {original.stamp} {original.author.name}"
    return f"message-{message.pk}-{message.stamp}-{zlib.crc32(says.encode())}"


def older(room, before: int) -> SafeString:
    """The way to what was said before clock value `before`: a link, followed by itself when it is seen."""
    return _render("older", room=room, before=before)


def end(room, newer: int | None, cursor: int, unread: int = 0) -> SafeString:
    """The foot of a log: live where there is nothing newer. unread: how many messages are."""
    return _render("end", room=room, newer=newer, cursor=cursor, unread=unread)


def reply(room, original) -> SafeString:
    """What the composer answers, chosen on the page that asks. original: Message with author loaded."""
    return _render("reply", room=room, original=original, chosen=True)


def answered(message) -> SafeString:
    """What stands in the composer of what it answers. message: Message with author loaded."""
    return _render("answered", message=message)


def missed(room_pk: int, count: int) -> SafeString:
    """How many messages were left out of a log that began anew; nothing for none."""
    return _render("missed", room_pk=room_pk, count=count)


def notice(text: str, is_done: bool = False) -> SafeString:
    """Something that one page has to be told: a new element each time, so that it is seen anew.

    is_done: whether it tells what was done, and not why nothing was.
    """
    return _render("notice", text=text, is_done=is_done)


def heading(room, members: int) -> SafeString:
    """Name and topic of a room that is not direct. members: how many."""
    return _render("heading", room=room, members=members)


def thread_heading(room) -> SafeString:
    """What stands above a thread: the message under which it is."""
    return _render("thread_heading", room=room, original=room.parent, home=room.home)


def pins(room) -> SafeString:
    """The way to what is pinned in a room; hidden where nothing is."""
    return _render("pins", room=room)


def people(room_pk: int, people) -> SafeString:
    """The persons who are here, as list items. people: User, in the order in which they are shown."""
    return mark_safe("".join(_render("person", room_pk=room_pk, person=person) for person in people))


def people_count(room_pk: int, total: int) -> SafeString:
    return _render("people_count", room_pk=room_pk, total=total)


def typist(room_pk: int, person) -> SafeString:
    """Somebody types; the page forgets it after some seconds."""
    return _render("typist", room_pk=room_pk, person=person)


def kept(room_pk: int, mark: str) -> SafeString:
    """What the server has of what somebody is writing in a room. mark: what stands for it."""
    return _render("kept", room_pk=room_pk, mark=mark)


def reminder(reminder) -> SafeString:
    """Somebody is reminded of a message, on any page. reminder: Reminder with message, author and room."""
    return _render("reminder", reminder=reminder)


def here(user_pk: int, is_here: bool) -> SafeString:
    """The dot that says whether a person is on the site."""
    return _render("here", user_pk=user_pk, is_here=is_here)


@lru_cache(maxsize=4096)
def room_row(pk: int, name: str, address: str, kind: str, badge: Badge) -> SafeString:
    """One line of a person's list of rooms, on a page that shows another."""
    about = {"pk": pk, "name": name, "address": address, "kind": kind, "badge": badge}
    return _render("room_row", **about, current=False)


@lru_cache(maxsize=256)
def mentions_count(count: int) -> SafeString:
    """How many unread messages mention somebody, beside the way to them."""
    return _render("mentions_count", count=count)


def unread(room_pk: int, before) -> SafeString:
    """The line above what was not read yet. before: Message, the last one that was read, or None."""
    return _render("unread", room_pk=room_pk, before=before)


def forget() -> None:
    """Render all anew: a template has changed (in development)."""
    _template.cache_clear()
    room_row.cache_clear()
    mentions_count.cache_clear()
    caches["fragments"].clear()


@cache
def _template(name: str):
    return get_template(f"rooms/fragments/{name}.html").template


def _render(template: str, /, **context) -> SafeString:
    # In no language: numbers are for machines, and need no look at how somebody writes them.
    return mark_safe(_template(template).render(Context(context, use_l10n=False)).strip())
