"""Who lives in the town that sights show, and what was said there."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from rooms.models import Later, Message, Reminder, Room, Saved

PASSWORD = "violet harbour lamp"
GREETING = "صباح الخير! وصلت السفينة الأولى."  # by the guest
EDITED = "I could read it"  # by the owner
QUESTION = "What shall we eat?"
PER_PAGE = 60  # messages: more than a page of the log shows


@dataclass
class Settlement:
    """Made once, looked at by all sights."""

    owner: User
    guest: User
    guarded: User  # signs in with a code as second factor
    keyed: User  # has a security key, which no test can press
    scribe: User  # writes on the quay, and is reminded of something
    busy: Room  # with more than a page of messages
    empty: Room
    foreign: Room  # open, and the owner is no member
    archived: Room
    quay: Room  # with a few messages, of all kinds
    direct: Room  # of the owner and the guest

    def said(self, body: str) -> Message:
        """Return what somebody said on the quay."""
        return self.quay.messages.get(body=body)


def settle() -> Settlement:
    """Make the people and rooms that sights show."""
    mark = secrets.token_hex(4)
    people = [
        User.objects.create_user(
            f"{name}-{mark}", f"{name}-{mark}@example.org", PASSWORD, display_name=name.capitalize()
        )
        for name in ("olga", "gustavo", "mona", "karl", "sven")
    ]
    owner, guest, guarded, keyed, _scribe = people
    owner.change_role(User.Role.OWNER)
    EmailAddress.objects.create(user=guarded, email=guarded.email, verified=True, primary=True)
    _give_codes(guarded)
    _give_key(keyed)
    rooms = [
        Room.objects.open_up(
            owner, f"Harbour {mark}", "Everything that floats: https://harbour.example.org/"
        ),
        Room.objects.open_up(owner, f"Attic {mark}"),
        Room.objects.open_up(guest, f"Market {mark}", "Fish"),
        Room.objects.open_up(owner, f"Cellar {mark}", kind=Room.Kind.CLOSED),
        Room.objects.open_up(owner, f"Quay {mark}"),
    ]
    busy, _empty, _foreign, archived, _quay = rooms
    busy.admit(guest)
    for number in range(PER_PAGE):
        busy.post((owner, guest)[number // 3 % 2], f"Message {number}, see https://example.org/{number}")
    direct = Room.objects.direct_between(owner, guest)
    direct.post(guest, "psst")
    archived.post(owner, "the last word")
    archived.archive()
    owner.invitations.create()
    settlement = Settlement(*people, *rooms, direct)
    _talk(settlement)
    _keep(settlement)
    return settlement


def _talk(settlement) -> None:
    """Say on the quay all that can be said, and put to it all that can be put to a message."""
    quay, owner, guest = settlement.quay, settlement.owner, settlement.guest
    for person in (guest, settlement.scribe):
        quay.admit(person)
    greeting = quay.post(guest, GREETING)
    greeting.react(owner, "👍")
    greeting.react(guest, "🎉")
    quay.post(guest, "two\nlines, and " + "onelongword" * 20)
    quay.post(owner, "> quoted\n\n**bold**, `code` and ||secret||\n\n```py\nx = 1  # one\n```\n\n- [x] done")
    quay.post(owner, "I can read it", reply_to=greeting.pk).edit(EDITED)
    quay.ask(guest, QUESTION, ["Fish", "Rice"]).asked.vote(owner, 0)
    quay.post(guest, "oops").retract()
    quay.post(guest, f"@{owner.username} look at this")
    thread = Room.objects.thread_under(settlement.said(GREETING), owner)
    thread.post(guest, "and the second one follows")


def _keep(settlement) -> None:
    """Let the owner have saved, pinned and planned something, and the scribe be reminded right now."""
    owner, greeting, soon = settlement.owner, settlement.said(GREETING), timezone.now() + timedelta(days=1)
    Saved.objects.save_for(owner, greeting)
    greeting.pin(owner)
    Reminder.objects.remind(owner, greeting, soon)
    Reminder.objects.note(owner, "water the plants", soon)
    Later.objects.plan(owner, settlement.quay, "good morning", soon)
    Reminder.objects.ring(Reminder.objects.note(settlement.scribe, "call the ferry", timezone.now()).pk)


def _give_codes(person) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def _give_key(person) -> None:
    from allauth.mfa.models import Authenticator

    key = {"name": "Laptop", "credential": {}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=key)
