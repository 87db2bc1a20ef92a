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


def make_session(username: str) -> str:
    """Sign somebody in once more; return the session key."""
    from accounts.models import User
    from rooms.replay.people import sessions_for

    return next(iter(sessions_for([User.objects.get(username=username)]).values()))


def make_room(name: str, kind: str, *usernames: str) -> dict:
    """Make a room with these members, the first of whom hosts it."""
    from accounts.models import User
    from rooms.models import Room

    host, *others = (User.objects.get(username=username) for username in usernames)
    room = Room.objects.open_up(host, name, kind=kind)
    for user in others:
        room.admit(user)
    return {"pk": room.pk, "slug": room.slug}


def processes_with(username: str, room_pk: int) -> int:
    """Return how many server processes have a page of somebody in a room."""
    from rooms.models import Presence

    return Presence.objects.filter(user__username=username, room=room_pk).count()
