"""A running server, as browsers reach it."""

import secrets
from http import HTTPStatus
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import quote, urlsplit

from django.conf import settings

from rooms.replay.html import Node, parsed

PATIENCE = 30  # seconds


class Unexpected(Exception):
    """The server gave an answer that nobody waited for."""


class Site:
    """One address of a site. `key` below is the session key of the person who asks."""

    def __init__(self, url: str):
        parts = urlsplit(url)
        self.address = parts.netloc
        self.secure = parts.scheme == "https"
        self.origin = f"{parts.scheme}://{parts.netloc}"

    def socket(self, slug: str = "") -> str:
        """Return the address of the socket of a room's page, or of a page that shows no room."""
        scheme = "wss" if self.secure else "ws"
        room = f"{quote(slug)}/?hello" if slug else ""
        return f"{scheme}://{self.address}/ws/chat/{room}"

    def cookie(self, key: str) -> str:
        return f"{settings.SESSION_COOKIE_NAME}={key}"

    def look(self) -> None:
        """Raise OSError or Unexpected where no site runs."""
        self._ask("GET", "/healthz", {}, HTTPStatus.OK)

    def page(self, path: str, key: str) -> Node:
        """Return a page, or a part of one."""
        return parsed(self._ask("GET", path, {"Cookie": self.cookie(key)}, HTTPStatus.OK))

    def submit(self, path: str, key: str, body: str = "") -> None:
        """Send a form that leads to another page when it is accepted."""
        token = secrets.token_hex(16)
        headers = {
            "Cookie": f"{self.cookie(key)}; {settings.CSRF_COOKIE_NAME}={token}",
            "X-CSRFToken": token,
            "Origin": self.origin,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self._ask("POST", path, headers, HTTPStatus.FOUND, body)

    def join(self, slug: str, key: str) -> None:
        """Become a member of an open room."""
        self.submit(f"/chat/{quote(slug)}/join/", key)

    def _ask(self, method: str, path: str, headers, expected: HTTPStatus, body: str | None = None) -> str:
        connect = HTTPSConnection if self.secure else HTTPConnection
        connection = connect(self.address, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            if answer.status != expected:
                raise Unexpected(f"{method} {path} was answered with {answer.status} {answer.reason}")
            return answer.read().decode()
        finally:
            connection.close()
