"""Accounts and sessions for nicks."""

import hashlib
import re
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.names import USERNAME, normal_username

# Marks the accounts that were made here: nobody gets mail at such an address (RFC 2606).
MAIL = "@replay.invalid"
LENGTH = 40
STRANGE = re.compile(r"[^\w.-]+")
SESSION_AGE = 60 * 60 * 24  # seconds


def username_of(nick: str, plain: bool = True) -> str:
    """Return the username for a nick, always the same: the nick itself where that is a username.

    plain: false to leave the nick itself to somebody else.
    """
    username = normal_username(nick)
    # On IRC capitals make no difference between people, here neither.
    if plain and len(username) <= LENGTH and USERNAME.fullmatch(username):
        return username
    mark = hashlib.sha256(username.encode()).hexdigest()[:8]
    base = STRANGE.sub("-", username).strip(".-")[: LENGTH - len(mark) - 1].strip(".-")
    return f"{base}-{mark}" if base else mark


def accounts_for(nicks) -> dict[str, object]:
    """Return a User for each nick: those made before, and new ones without a password."""
    usernames = {nick: username_of(nick) for nick in nicks}
    taken = _others(usernames.values())
    usernames |= {nick: username_of(nick, plain=False) for nick, name in usernames.items() if name in taken}
    wanted = {username: nick for nick, username in reversed(usernames.items())}
    known = _made_before(wanted)
    _make({name: nick for name, nick in wanted.items() if name not in known})
    people = _made_before(wanted)
    return {nick: people[username] for nick, username in usernames.items()}


def sessions_for(users) -> dict[int, str]:
    """Return a session key of each user, by primary key."""
    with transaction.atomic():
        return {user.pk: _session(user) for user in users}


def end_sessions(keys) -> None:
    store = _store()
    with transaction.atomic():
        for key in keys:
            store(key).delete()


def _others(usernames) -> set[str]:
    """The usernames that people have who were not made here."""
    users = get_user_model().objects.exclude(email__endswith=MAIL)
    return {name for part in _parts(usernames) for name in _usernames(users, part)}


def _made_before(usernames) -> dict:
    users = get_user_model().objects.filter(email__endswith=MAIL)
    return {user.username: user for part in _parts(usernames) for user in users.filter(username__in=part)}


def _make(nicks: dict[str, str]) -> None:
    user = get_user_model()
    user.objects.bulk_create(
        user(
            username=username,
            display_name=nick[:80],
            email=f"{username}{MAIL}",
            password=make_password(None),
        )
        for username, nick in nicks.items()
    )


def _usernames(users, part):
    return users.filter(username__in=part).values_list("username", flat=True)


def _parts(names, size: int = 500):
    """SQLite takes so many values in one query, and not many more."""
    names = list(names)
    return [names[start : start + size] for start in range(0, len(names), size)]


def _session(user) -> str:
    session = _store()()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(SESSION_AGE)
    session.create()
    return session.session_key


def _store():
    return import_module(settings.SESSION_ENGINE).SessionStore
