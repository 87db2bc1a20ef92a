"""Signing in many people at once. Runs in the settings of any Django site."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import get_random_string


def keys_for(users) -> list[str]:
    """Return a session key for each user, in their order."""
    sessions = [SessionStore(get_random_string(32)).create_model_instance(_data(user)) for user in users]
    Session.objects.bulk_create(sessions, batch_size=500)
    return [session.session_key for session in sessions]


def _data(user) -> dict:
    return {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
