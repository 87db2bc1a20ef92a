"""What Parley's database holds when it is measured: `python -m bench.scenes SCENE NUMBERS…` prints JSON."""

import json
import sys
import time

import django

BATCH = 500


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


if __name__ == "__main__":
    django.setup()
    scene, *numbers = sys.argv[1:]
    print(json.dumps(globals()[scene](*map(int, numbers))))
