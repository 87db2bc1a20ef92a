"""A stretch of a room's messages, rendered, with the way to what is before and after it."""

from dataclasses import dataclass

from django.conf import settings

from rooms import fragments
from rooms.models import Message, Room

# With more unread than this nobody goes on where they left off: they begin with what is new.
MOST_UNREAD = 10_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """messages: rendered, oldest first; older, newer: clock values beyond which there is more, or None.

    said: the same messages, not rendered.
    """

    messages: list[str]
    older: int | None
    newer: int | None = None
    said: tuple[Message, ...] = ()

    def first_after(self, number: int) -> Message | None:
        """Return the first message with a higher number, None where that is not in this stretch."""
        if self.older and self.said[0].number > number + 1:
            return None
        return next((message for message in self.said if message.number > number), None)

    def with_line(self, unread: Message | None) -> list[str]:
        """Return the messages, and above the one that is the first unread a line that says so."""
        if unread is None:
            return self.messages
        place = self.said.index(unread)
        line = fragments.unread(unread.room_id, self.said[place - 1] if place else None)
        return [*self.messages[:place], line, *self.messages[place:]]


def newest(room: Room) -> Stretch:
    """The last page of the log."""
    return _stretch(*_before(room.messages.all()))


def unread(room: Room, count: int) -> Stretch:
    """The last page of the log, or, with more unread than it holds, the page around the first of them."""
    if not settings.MESSAGES_PER_PAGE < count <= MOST_UNREAD:
        return newest(room)
    first = room.messages.order_by("-seq").values_list("seq", flat=True)[count - 1 : count].first()
    return around(room, first) if first else newest(room)


def before(room: Room, seq: int) -> Stretch:
    """The page of messages said before a clock value."""
    page, older = _before(room.messages.filter(seq__lt=seq))
    return _stretch(page, older, page[-1].seq if page else seq - 1)


def after(room: Room, seq: int) -> Stretch:
    """The page of messages said after a clock value."""
    found = list(
        room.messages.with_author().filter(seq__gt=seq).order_by("seq")[: settings.MESSAGES_PER_PAGE + 1]
    )
    page = found[: settings.MESSAGES_PER_PAGE]
    newer = page[-1].seq if len(found) > len(page) else None
    return _stretch(page, page[0].seq if page else None, newer)


def around(room: Room, seq: int) -> Stretch:
    """The page of messages with the one of a clock value in its middle, as far as there is enough before."""
    half = settings.MESSAGES_PER_PAGE // 2
    until = room.messages.filter(seq__lte=seq).with_author().newest(half + 1)
    rest = settings.MESSAGES_PER_PAGE - len(until[-half:])
    since = list(room.messages.filter(seq__gt=seq).with_author().order_by("seq")[: rest + 1])
    older = until[-half].seq if len(until) > half else None
    newer = since[rest - 1].seq if len(since) > rest else None
    return _stretch(until[-half:] + since[:rest], older, newer)


def _before(messages) -> tuple[list[Message], int | None]:
    found = messages.with_author().newest(settings.MESSAGES_PER_PAGE + 1)
    page = found[-settings.MESSAGES_PER_PAGE :]
    return page, page[0].seq if len(found) > len(page) else None


def _stretch(page: list[Message], older: int | None, newer: int | None = None) -> Stretch:
    return Stretch(fragments.messages(page), older, newer, tuple(page))
