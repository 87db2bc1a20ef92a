"""A session that ends takes along the pages that it opened."""

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase

from accounts.models import User
from rooms import broadcasts

EARLIER_KEYS = "earlier_keys"


def keys_of(session: SessionBase) -> list[str]:
    """Return the session's key and those that it had before, which open pages may still know it by."""
    return [key for key in (*session.get(EARLIER_KEYS, []), session.session_key) if key]


def remember_key(session: SessionBase) -> None:
    """Keep the key of a session that is about to get another one."""
    session[EARLIER_KEYS] = keys_of(session)


def close_pages(user_pk: int, keys: list[str]) -> None:
    """Close the person's pages that were opened under these session keys."""
    for key in keys:
        broadcasts.session_ended(user_pk, key)


def close_all_pages(user: User, except_key: str = "") -> None:
    """Close the person's pages, but for those of one session."""
    broadcasts.sessions_ended(user.pk, except_key=except_key)


def end_all(user: User) -> None:
    """Sign the person out everywhere."""
    get_adapter().end_sessions(UserSession.objects.filter(user=user))
    close_all_pages(user)
