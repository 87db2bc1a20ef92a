"""What a clerk can be sent to do (tests/clerk.py). Models are known only in the clerk's own process."""

from datetime import timedelta

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def make_people(number: int, *names: str) -> list[dict]:
    """Make people; return pk, username and session key of each. The number makes usernames unique."""
    from accounts.models import User

    users = [
        User.objects.create_user(f"{name}-{number}", password=None, display_name=name.capitalize())
        for name in names
    ]
    return [{"pk": user.pk, "username": user.username, "key": make_session(user.pk)} for user in users]


def make_session(user_pk: int) -> str:
    """Sign somebody in once more; return the session key."""
    from accounts.models import User
    from rooms.replay.people import sessions_for

    return sessions_for([User.objects.get(pk=user_pk)])[user_pk]


def make_room(name: str, kind: str, host_pk: int, *others: int) -> dict:
    """Make a room with these members; return pk and slug."""
    from accounts.models import User
    from rooms.models import Room

    room = Room.objects.open_up(User.objects.get(pk=host_pk), name, kind=kind)
    for user in User.objects.filter(pk__in=others):
        room.admit(user)
    return {"pk": room.pk, "slug": room.slug}


def plan(room_pk: int, author_pk: int, body: str, seconds: float) -> None:
    """Have something said in a room in so many seconds."""
    from datetime import timedelta

    from django.utils import timezone

    from accounts.models import User
    from rooms.models import Later, Room

    at = timezone.now() + timedelta(seconds=seconds)
    Later.objects.plan(User.objects.get(pk=author_pk), Room.objects.get(pk=room_pk), body, at)


def due() -> int:
    """Return how many wait to be sent now."""
    from rooms.models import Later

    return len(Later.objects.due())


def ask(room_pk: int, author_pk: int, question: str, seconds: float) -> None:
    """Have a poll in a room that closes in so many seconds."""
    from django.utils import timezone

    from accounts.models import User
    from rooms.models import Room

    closes_at = timezone.now() + timedelta(seconds=seconds)
    Room.objects.get(pk=room_pk).ask(
        User.objects.get(pk=author_pk), question, ["Yes", "No"], closes_at=closes_at
    )


def open_polls() -> int:
    """Return how many polls wait to be closed now."""
    from rooms.models import Poll

    return len(Poll.objects.due())


def processes_with(user_pk: int, room_pk: int) -> int:
    """Return how many server processes have a page of somebody in a room."""
    from rooms.models import Presence

    return Presence.objects.filter(user=user_pk, room=room_pk).count()


def standing(room_pk: int) -> dict:
    """Return how a room stands: its clock, its heading, how many messages, and each of them in order."""
    from rooms.models import Room

    room = Room.objects.get(pk=room_pk)
    rows = room.messages.order_by("seq").values_list(
        "pk", "seq", "stamp", "number", "author", "nonce", "body"
    )
    heading = [room.name, room.topic, room.memberships.count()]
    return {"clock": room.clock, "posts": room.posts, "heading": heading, "rows": list(rows)}


def read_marks(room_pk: int) -> dict[str, int]:
    """Return the number of the last message read, by person."""
    from rooms.models import Membership

    return dict(Membership.objects.filter(room=room_pk).values_list("user", "read_number"))


def sessions_of_everybody() -> dict[str, str]:
    """Sign everybody in; return the session keys by username."""
    from allauth.usersessions.models import UserSession

    from accounts.models import User
    from rooms.replay.people import sessions_for

    people = {user.pk: user for user in User.objects.all()}
    keys = sessions_for(list(people.values()))
    UserSession.objects.bulk_create(
        UserSession(user_id=pk, session_key=key, ip="192.0.2.7", user_agent=BROWSER)
        for pk, key in keys.items()
    )
    return {people[pk].username: key for pk, key in keys.items()}


def make_invitation(username: str) -> str:
    """Invite whoever gets the token that this returns."""
    from accounts.models import User

    return User.objects.get(username=username).invitations.create().token


def keep_things(username: str, note: str, later: str, call: str) -> None:
    """Let somebody have saved, pinned, noted and planned something, and be called, where most was said."""
    from django.utils import timezone

    from accounts.models import User
    from rooms.models import Later, Reminder, Room, Saved

    person = User.objects.get(username=username)
    room = Room.objects.filter(memberships__user=person, kind__in=Room.SHARED).order_by("-posts").first()
    others = room.messages.exclude(author=person).filter(retracted_at=None)
    first, second, third = others.order_by("-seq")[:3]
    for message in (first, second, third):
        Saved.objects.save_for(person, message)
    second.pin(person)
    soon = timezone.now() + timedelta(hours=3)
    Reminder.objects.remind(person, third, soon)
    Reminder.objects.note(person, note, soon + timedelta(days=1))
    Later.objects.plan(person, room, later, soon)
    room.post(first.author, f"@{username} {call}", at=first.posted_at + timedelta(minutes=1))


def password_of_scenes() -> str:
    """Return the one password of everybody in every scene."""
    from rooms.scenes.scene import password

    return password()


def confirm_address(username: str) -> None:
    """Let the site know that this email address is somebody's own."""
    from allauth.account.models import EmailAddress

    from accounts.models import User

    person = User.objects.get(username=username)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True})


def give_codes(username: str) -> None:
    """Let somebody sign in with codes of an app, and have others for when it is lost."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from accounts.models import User

    person = User.objects.get(username=username)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def error_page(language: str, status: int) -> str:
    """Return a page that the site shows only in trouble."""
    from django.template.loader import render_to_string
    from django.utils import translation

    with translation.override(language):
        return render_to_string(f"{status}.html")
