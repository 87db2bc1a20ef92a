"""What a clerk can be sent to do (tests/clerk.py). Models are known only in the clerk's own process."""


def make_people(*names: str) -> dict[str, dict]:
    """Make people; return pk and session key of each."""
    from django.contrib.auth import get_user_model

    from rooms.replay.people import sessions_for

    users = {
        name: get_user_model().objects.create_user(name, password=None, display_name=name.capitalize())
        for name in names
    }
    keys = sessions_for(users.values())
    return {name: {"pk": user.pk, "key": keys[user.pk]} for name, user in users.items()}


def make_room(name: str, kind: str, *usernames: str) -> dict:
    """Make a room with these members, the first of whom hosts it."""
    from accounts.models import User
    from rooms.models import Room

    host, *others = (User.objects.get(username=username) for username in usernames)
    room = Room.objects.open_up(host, name, kind=kind)
    for user in others:
        room.admit(user)
    return {"pk": room.pk, "slug": room.slug}


def clock_of(room_pk: int) -> int:
    from rooms.models import Room

    return Room.objects.get(pk=room_pk).clock


def bodies_in(room_pk: int) -> list[str]:
    """Return what was said in a room, in order."""
    from rooms.models import Message

    return list(Message.objects.filter(room=room_pk).order_by("seq").values_list("body", flat=True))


def servers_known() -> int:
    """Return how many processes have a heartbeat."""
    from rooms.models import Server

    return Server.objects.count()
