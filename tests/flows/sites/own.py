"""A site whose database and server are ours."""

import secrets

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.text import slugify

from rooms.models import Room


class OwnSite:
    """People and rooms are made in the database, behind the server's back."""

    def __init__(self, server):
        self.server = server

    @property
    def url(self) -> str:
        return self.server.url

    def enrol(self, name: str, password: str | None = None, **fields):
        """Make a person with a username of their own; nobody signs in by the form without a password."""
        username = f"{slugify(name)}-{secrets.token_hex(4)}"
        return get_user_model().objects.create_user(username, password=password, display_name=name, **fields)

    def open_up(self, host, name: str, topic: str = "", kind: str = "open") -> Room:
        return Room.objects.open_up(host, name, topic, kind)

    def cookies_of(self, person, url: str) -> list[dict]:
        """Return what makes a browser that visits `url` this person's."""
        return [{"name": "parley", "value": session_of(person), "url": url}]


def session_of(person) -> str:
    """Sign somebody in; return the value of the session's cookie."""
    client = Client()
    client.force_login(person)
    return client.cookies["parley"].value
