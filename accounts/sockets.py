"""Who is at the other end of a socket, which language they read, and in which time zone.

Stricter than Channels' AuthMiddlewareStack: never writes or ends a session (a socket can set no cookie), and
honours SECRET_KEY_FALLBACKS, so that a new secret key signs nobody out. Those who come at the same time are
looked up together.
"""

from http.cookies import SimpleCookie
from importlib import import_module

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import cached_db
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language_from_request

from accounts import zones
from accounts.middleware import ZONE_COOKIE
from rooms.delivery.batch import Batch


class SessionUserMiddleware:
    """Put `user` and `session_key` of the session, `language` and `time_zone` into the scope of a socket."""

    def __init__(self, app):
        self.app = app
        self.users = Batch(users_of_sessions)

    async def __call__(self, scope, receive, send):
        key = _session_key(scope)
        user = await self.users.get(key) if key else None
        scope["user"], scope["session_key"] = user or AnonymousUser(), key
        scope["language"] = (user and user.language) or _language_of_the_browser(scope)
        zone = (user and user.time_zone) or _cookie(scope, ZONE_COOKIE)
        scope["time_zone"] = zones.find(zone) or timezone.get_default_timezone()
        return await self.app(scope, receive, send)


def _session_key(scope) -> str:
    key = _cookie(scope, settings.SESSION_COOKIE_NAME)
    # Many are looked up together: what cannot be a key must not spoil it for the others.
    return key if key.isalnum() else ""


def _cookie(scope, wanted: str) -> str:
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookie = SimpleCookie(value.decode("latin-1")).get(wanted)
            if cookie:
                return cookie.value
    return ""


def _language_of_the_browser(scope) -> str:
    # The page at this end was rendered by the same rule.
    asked = HttpRequest()
    accepted = (value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-language")
    asked.META["HTTP_ACCEPT_LANGUAGE"] = next(accepted, "")
    return get_language_from_request(asked)


@database_sync_to_async
def users_of_sessions(keys: list[str]) -> dict:
    """Return by session key the active users who are signed in with one of these sessions."""
    sessions = {
        key: session
        for key, session in _stored(keys).items()
        if session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    }
    pks = {session.get(SESSION_KEY) for session in sessions.values()}
    users = {str(user.pk): user for user in get_user_model().objects.filter(pk__in=pks, is_active=True)}
    signed_in = {key: users.get(session.get(SESSION_KEY)) for key, session in sessions.items()}
    return {
        key: user
        for key, user in signed_in.items()
        if user and _signed(user, sessions[key].get(HASH_SESSION_KEY, ""))
    }


def _stored(keys: list[str]) -> dict[str, dict]:
    """Return what these sessions hold, by key, without those that have ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    known = {}
    if issubclass(store, cached_db.SessionStore):
        names = {store.cache_key_prefix + key: key for key in keys}
        cached = caches[settings.SESSION_CACHE_ALIAS].get_many(names)
        known = {names[name]: session for name, session in cached.items()}
    rows = store.get_model_class().objects.filter(
        session_key__in=set(keys) - set(known), expire_date__gt=timezone.now()
    )
    return known | {row.session_key: row.get_decoded() for row in rows}


def _signed(user, session_hash: str) -> bool:
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(session_hash, known) for known in hashes)
