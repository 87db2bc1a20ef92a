"""The cast. alice hosts the lounge, bob is a member of it, carol is an outsider."""

import pytest
from django.contrib.auth import get_user_model

from rooms.models import Room


@pytest.fixture(autouse=True)
def _swift_and_separate(settings):
    """Signing in costs nothing, and no test feels the limits or the cache of another."""
    from django.core.cache import caches

    from rooms import limits

    # Static files are collected for servers only.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for cache in caches.all():
        cache.clear()
    limits.posts._buckets.clear()
    limits.changes._buckets.clear()
    limits.presses._buckets.clear()


def person(username: str, **extra):
    return get_user_model().objects.create_user(
        username, password="a long secret", display_name=username.capitalize(), **extra
    )


@pytest.fixture
def alice(db):
    return person("alice")


@pytest.fixture
def bob(db):
    return person("bob")


@pytest.fixture
def carol(db):
    return person("carol")


@pytest.fixture
def lounge(alice, bob):
    """An open room."""
    room = Room.objects.open_up(alice, "Lounge")
    room.admit(bob)
    return room


@pytest.fixture
def cellar(alice, bob):
    """A closed room."""
    room = Room.objects.open_up(alice, "Cellar", kind=Room.Kind.CLOSED)
    room.admit(bob)
    return room
