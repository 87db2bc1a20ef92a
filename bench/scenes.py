"""What Parley's database holds when it is measured: `python -m bench.scenes SCENE NUMBERS…` prints JSON."""

import json
import sys
import time
from datetime import timedelta

import django
from django.utils import timezone

BATCH = 500

# SQLite. Parameters: how many; room, author, clock before (twice), how many.
HISTORY = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
INSERT INTO rooms_message (room_id, author_id, seq, stamp, number, body, html, continues, posted_at)
SELECT %s, %s, %s + i, %s + i, i, line, '<p>' || line || '</p>', i %% 3 > 0,
    datetime('now', (i - %s) || ' minutes')
FROM (SELECT i, 'Line ' || i || ' of what was said here over the years, about a hundred characters of it, as'
    || ' people write' AS line FROM n)
"""


def hall(people: int, rooms: int = 1) -> dict:
    """Spread people over rooms."""
    from bench.sessions import keys_for

    users = _people(people)
    made = [_room(users[n], f"Hall {n}", users[n::rooms]) for n in range(rooms)]
    keys = keys_for(users)
    return {
        "rooms": [{"pk": room.pk, "slug": room.slug} for room in made],
        "people": [{"room": n % rooms, "key": key} for n, key in enumerate(keys)],
    }


def history(small: int, large: int, few: int, many: int) -> dict:
    """Fill two rooms with messages, the last fifty of them rich; let somebody belong to few rooms or many."""
    from bench.sessions import keys_for
    from rooms.scenes import rich_messages

    users = _people(len(rich_messages.PEOPLE))
    reader, sparse, busy, _other = keys_for(users)
    rooms = [_room(users[0], f"History of {count}", users) for count in (small, large)]
    for room, count in zip(rooms, (small, large), strict=True):
        _fill(room, users[0], count)
        rich_messages.talk(room, dict(zip(rich_messages.PEOPLE, users, strict=True)))
        room.refresh_from_db()
    _join_rooms(users[1], few - len(rooms), "few")
    _join_rooms(users[2], many - len(rooms), "many")
    told = [{"pk": room.pk, "slug": room.slug, "clock": room.clock} for room in rooms]
    return {"small": told[0], "large": told[1], "reader": reader, "few": sparse, "many": busy}


def say(room: int, count: int) -> None:
    """Post as a command does, from outside the server."""
    from bench.load.sight import text_sent
    from rooms.models import Room

    said_in = Room.objects.get(pk=room)
    for n in range(count):
        said_in.post(said_in.made_by, text_sent(time.monotonic() + n / 1e6))


def _people(count: int) -> list:
    from accounts.models import User

    made = [User(username=f"u{n}", password="!", display_name=f"Reader {n}") for n in range(count)]
    return User.objects.bulk_create(made, batch_size=BATCH)


def _room(host, name: str, members):
    from rooms.models import Membership, Room

    room = Room.objects.open_up(host, name)
    others = [Membership(room=room, user=user) for user in members if user != host]
    Membership.objects.bulk_create(others, batch_size=BATCH)
    return room


def _fill(room, author, count: int) -> None:
    """Write the history of a room, a post a minute until now, as `Room.post` would have."""
    from django.db import connection

    from rooms.models import Room

    with connection.cursor() as cursor:
        cursor.execute(HISTORY, [count, room.pk, author.pk, room.clock, room.clock, count])
    room.clock += count
    Room.objects.filter(pk=room.pk).update(clock=room.clock, posts=count, last_posted_at=timezone.now())


def _join_rooms(user, count: int, name: str) -> None:
    """Let somebody belong to more rooms, in half of which there is something to read."""
    from rooms.models import Membership, Room

    made = Room.objects.bulk_create(
        [
            Room(
                name=f"{name} {n}",
                name_key=f"{name} {n}",
                slug=f"{name}-{n}",
                made_by=user,
                posts=5,
                last_posted_at=timezone.now() - timedelta(minutes=n),
            )
            for n in range(count)
        ],
        batch_size=BATCH,
    )
    Membership.objects.bulk_create(
        [Membership(room=room, user=user, read_number=5 * (n % 2)) for n, room in enumerate(made)],
        batch_size=BATCH,
    )


if __name__ == "__main__":
    django.setup()
    scene, *numbers = sys.argv[1:]
    print(json.dumps(globals()[scene](*map(int, numbers))))
