"""A stretch of a room's messages, rendered, with the way to what is before and after it."""

from dataclasses import dataclass

from django.conf import settings

from rooms import fragments
from rooms.models import Message, Room


@dataclass(frozen=True, slots=True)
class Stretch:
    """messages: rendered, oldest first; older, newer: clock values beyond which there is more, or None."""

    messages: list[str]
    older: int | None
    newer: int | None = None


def newest(room: Room) -> Stretch:
    """The last page of the log."""
    page, older = _before(room.messages.all())
    return Stretch(fragments.messages(page), older)


def before(room: Room, seq: int) -> Stretch:
    """The page of messages said before a clock value."""
    page, older = _before(room.messages.filter(seq__lt=seq))
    return Stretch(fragments.messages(page), older, newer=page[-1].seq if page else seq - 1)


def after(room: Room, seq: int) -> Stretch:
    """The page of messages said after a clock value."""
    found = list(
        room.messages.with_author().filter(seq__gt=seq).order_by("seq")[: settings.MESSAGES_PER_PAGE + 1]
    )
    page = found[: settings.MESSAGES_PER_PAGE]
    newer = page[-1].seq if len(found) > len(page) else None
    return Stretch(fragments.messages(page), older=page[0].seq if page else None, newer=newer)


def around(room: Room, seq: int) -> Stretch:
    """The page of messages with the one of a clock value in its middle."""
    half = settings.MESSAGES_PER_PAGE // 2
    until = room.messages.filter(seq__lte=seq).with_author().newest(half + 1)
    since = list(room.messages.filter(seq__gt=seq).with_author().order_by("seq")[: half + 1])
    page = until[-half:] + since[:half]
    older = page[0].seq if len(until) > half else None
    newer = page[-1].seq if len(since) > half else None
    return Stretch(fragments.messages(page), older, newer)


def _before(messages) -> tuple[list[Message], int | None]:
    found = messages.with_author().newest(settings.MESSAGES_PER_PAGE + 1)
    page = found[-settings.MESSAGES_PER_PAGE :]
    return page, page[0].seq if len(found) > len(page) else None
