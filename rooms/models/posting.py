"""What a post writes. The hottest path of the site: these statements are written out once, since building
them anew by the ORM costs five times what the database takes to run them."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from rooms import markup
from rooms.models.membership import Membership
from rooms.models.mention import Mention, Mentionable
from rooms.models.message import Message

# Messages of one author closer than this stand under one heading.
CLOSE = timedelta(minutes=5)

# The first statement takes the room's lock: what follows is decided and written by one post at a time.
TICK = """
    UPDATE rooms_room SET clock = clock + 1, posts = posts + 1, last_posted_at = %s
    WHERE id = %s AND archived_at IS NULL
    RETURNING clock, posts, kind, name, slug, direct_key, home_id, parent_id
"""
TOLD = ("clock", "posts", "kind", "name", "slug", "direct_key", "home_id", "parent_id")
READ = """
    UPDATE rooms_membership SET read_number = %s WHERE room_id = %s AND user_id = %s RETURNING read_number
"""
# Whoever is away has read no more than before: their own words alone are nothing new to them.
READ_AWAY = """
    UPDATE rooms_membership SET read_number = read_number + CASE WHEN read_number + 1 = %s THEN 1 ELSE 0 END
    WHERE room_id = %s AND user_id = %s
    RETURNING read_number
"""
SAY = """
    INSERT INTO rooms_message
        (room_id, author_id, seq, stamp, number, nonce, body, html, posted_at, reply_to_id, continues)
    SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, COALESCE((
        SELECT author_id = %s AND posted_at > %s
        FROM rooms_message WHERE room_id = %s ORDER BY seq DESC LIMIT 1
    ), FALSE)
    RETURNING id, continues
"""


class NotAMember(Exception):
    """Only members may do this."""


class RoomIsArchived(Exception):
    """Nothing new is said in an archived room."""


class NothingToAnswer(Exception):
    """The message that this one answers is not in the room."""


def write(
    room,
    author,
    body: str,
    nonce: str | None,
    *,
    at: datetime | None = None,
    reply_to: int | None = None,
    away: bool = False,
) -> Message:
    """Store what `author` says in `room`, in a transaction; the room then is as it stands in the database.

    away: the author is not there to read what others said.

    Raises NotAMember, RoomIsArchived, NothingToAnswer, and IntegrityError where the author's nonce was used
    before.
    """
    # Before the lock is taken: others wait for it.
    mentionable = Mentionable.named_in(body, room.pk, author)
    said = {"body": body, "html": markup.render(body, mentionable), "nonce": nonce}
    now = at or timezone.now()
    with connection.cursor() as cursor:
        _take_place(cursor, room, now)
        number_read = _read(cursor, READ_AWAY if away else READ, room, author)
        _check_membership(room, author, has_one=number_read is not None)
        original = _answered(room, reply_to) if reply_to else None
        message = _message(room, author, posted_at=now, reply_to=original, **said)
        message.author_is_away = away and number_read != room.posts
        _say(cursor, message)
    if mentionable.mentioned:
        message.mentioned = mentionable.mentioned
        Mention.objects.note(message, mentionable.mentioned)
    return message


def _take_place(cursor, room, now: datetime) -> None:
    """Take the room's lock and the next place in its log; `room` then is as it stands in the database."""
    cursor.execute(TICK, [_stored(now), room.pk])
    row = cursor.fetchone()
    if row is None:
        raise RoomIsArchived if type(room).objects.filter(pk=room.pk).exists() else room.DoesNotExist
    for field, value in zip(TOLD, row, strict=True):
        setattr(room, field, value)
    room.last_posted_at, room.archived_at = now, None


def _read(cursor, how: str, room, author) -> int | None:
    """Note what the author has read; return the number up to which, None where they are no member."""
    cursor.execute(how, [room.posts, room.pk, author.pk])
    row = cursor.fetchone()
    return row and row[0]


def _message(room, author, **said) -> Message:
    """Return what is said in the place that was taken."""
    return Message(room=room, author=author, seq=room.clock, stamp=room.clock, number=room.posts, **said)


def _say(cursor, message: Message) -> None:
    """Store a message, and learn whether it stands under the heading of the one before it."""
    of_room, by_author = message.room_id, message.author_id
    place = (message.seq, message.stamp, message.number, message.nonce)
    words = (message.body, message.html, _stored(message.posted_at), message.reply_to_id)
    close = _stored(message.posted_at - CLOSE)
    cursor.execute(SAY, [of_room, by_author, *place, *words, by_author, close, of_room])
    message.pk, continues = cursor.fetchone()
    message.continues = bool(continues)
    message._state.adding = False


def _stored(moment: datetime):
    return connection.ops.adapt_datetimefield_value(moment)


def _check_membership(room, author, has_one: bool) -> None:
    """Only members write in a room. In a thread the members of its home do, and follow it from then on.

    Whoever left the home may follow the thread still, if that was asked for in the same moment.
    """
    if not room.home_id:
        if not has_one:
            raise NotAMember
    elif not Membership.objects.filter(room=room.home_id, user=author).exists():
        raise NotAMember
    elif not has_one:
        room.follow(author)


def _answered(room, pk: int) -> Message:
    # Only members come to know whether there is such a message.
    original = Message.objects.filter(room=room.pk, pk=pk).select_related("author").first()
    if original is None:
        raise NothingToAnswer
    return original
