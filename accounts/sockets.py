"""Who is at the other end of a socket.

Stricter than Channels' AuthMiddlewareStack: one hop to the database, never writes or ends a session (a
socket can set no cookie), and honours SECRET_KEY_FALLBACKS, so that a new secret key signs nobody out.
"""

from http.cookies import SimpleCookie
from importlib import import_module

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import constant_time_compare


class SessionUserMiddleware:
    """Put the session's `user` and `session_key` into the scope of a socket."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        key = _session_key(scope)
        user = await user_of_session(key) if key else AnonymousUser()
        return await self.app(dict(scope, user=user, session_key=key), receive, send)


def _session_key(scope) -> str:
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookie = SimpleCookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
            if cookie:
                return cookie.value
    return ""


@database_sync_to_async
def user_of_session(key: str):
    """Return the active user who is signed in with this session, else AnonymousUser."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(key).load()
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return AnonymousUser()
    user = get_user_model().objects.filter(pk=session.get(SESSION_KEY), is_active=True).first()
    if user is None or not _signed(user, session.get(HASH_SESSION_KEY, "")):
        return AnonymousUser()
    return user


def _signed(user, session_hash: str) -> bool:
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(session_hash, known) for known in hashes)
