"""A site of which nothing is known but its address. SITE=https://… names it.

People sign up there. Where not anybody can, SITE_INVITATION is a link to sign up by, or SITE_USER and
SITE_PASSWORD are the account of a moderator, who makes one for this run and withdraws it in the end.
"""

import os
import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.utils.text import slugify
from playwright.sync_api import Playwright

from tests.flows.sites.visitor import Refused, Visitor

SITE = os.environ.get("SITE", "").rstrip("/")
INVITATION = re.compile(r"/join/[\w-]+/")
WITHDRAWAL = re.compile(r"/site/invitations/\d+/withdraw/")
ANOTHER_WAY = (
    "Give SITE_INVITATION=https://… (an invitation link), or SITE_USER and SITE_PASSWORD of a moderator."
)


class SiteByAddress:
    """People and rooms are made as anybody makes them, by the site's own forms."""

    def __init__(self, playwright: Playwright, url: str):
        self.url = url
        self._playwright = playwright
        self._rooms: list[RoomByAddress] = []
        self._keeper: Visitor | None = None
        self._door = "/accounts/signup/"
        self._withdrawal = ""
        if link := os.environ.get("SITE_INVITATION"):
            self._door = urlsplit(link).path
        elif name := os.environ.get("SITE_USER"):
            self._invite(name, os.environ.get("SITE_PASSWORD", ""))

    def enrol(self, name: str, password: str | None = None, **fields) -> "PersonByAddress":
        """Sign somebody up."""
        if fields:
            pytest.skip(f"By its address nobody gives a person {', '.join(fields)}.")
        username = f"{slugify(name)}-{secrets.token_hex(4)}"
        visitor = Visitor(self._playwright, self.url)
        person = PersonByAddress(name, username, password or secrets.token_urlsafe(12), visitor)
        try:
            self._sign_up(person)
        except Refused as refusal:
            pytest.fail(f"Nobody can sign up at {self.url} ({refusal}). {ANOTHER_WAY}")
        return person

    def open_up(self, host, name: str, topic: str = "", kind: str = "open") -> "RoomByAddress":
        path = host.visitor.send("/chat/new/", name=name, topic=topic, kind=kind)
        room = RoomByAddress(name, unquote(path.split("/")[2]), kind, host)
        self._rooms.append(room)
        return room

    def cookies_of(self, person, url: str) -> list[dict]:
        """Return what makes a browser this person's. The first one has the session of signing up."""
        visitor = person.visitor if not person.browsers else self._signed_in(person.username, person.password)
        person.browsers += 1
        return visitor.cookies

    def end_rooms(self) -> None:
        """Leave no room behind. The people stay: nobody is deleted here."""
        while self._rooms:
            self._rooms.pop().end()

    def close(self) -> None:
        if self._keeper:
            self._keeper.send(self._withdrawal)
            self._keeper.close()

    def _sign_up(self, person: "PersonByAddress") -> None:
        person.visitor.look(self._door)
        person.visitor.send(
            "/accounts/signup/",
            username=person.username,
            display_name=person.name,
            password1=person.password,
            password2=person.password,
        )
        if "/accounts/" in person.visitor.look("/settings/").url:
            raise Refused("it wants more than a name and a password, perhaps an email address")

    def _signed_in(self, name: str, password: str) -> Visitor:
        visitor = Visitor(self._playwright, self.url)
        visitor.look("/accounts/login/")
        visitor.send("/accounts/login/", login=name, password=password)
        return visitor

    def _invite(self, name: str, password: str) -> None:
        """Make an invitation as a moderator. The newest stands first on the page."""
        try:
            self._keeper = self._signed_in(name, password)
            self._keeper.send("/site/invitations/")
        except Refused as refusal:
            pytest.fail(f"SITE_USER cannot sign in or may not invite: {refusal}")
        page = self._keeper.look("/site/invitations/").text()
        self._door, self._withdrawal = INVITATION.search(page)[0], WITHDRAWAL.search(page)[0]


@dataclass
class PersonByAddress:
    """Somebody who signed up. name: what others call them."""

    name: str
    username: str
    password: str = field(repr=False)
    visitor: Visitor = field(repr=False)
    browsers: int = 0


@dataclass
class RoomByAddress:
    """A room that `host` made. Its verbs are those of the model, as far as people have them."""

    name: str
    slug: str
    kind: str
    host: PersonByAddress

    def get_absolute_url(self) -> str:
        return f"/chat/{self.slug}/"

    def post(self, author: PersonByAddress, body: str) -> None:
        author.visitor.send(f"{self.get_absolute_url()}messages/", body=body)

    def admit(self, person: PersonByAddress) -> None:
        if self.kind == "open":
            person.visitor.send(f"{self.get_absolute_url()}join/")
        else:
            self._as_host("members", username=person.username)

    def revise(self, name: str, topic: str) -> None:
        self._as_host("edit", name=name, topic=topic)
        self.name = name

    def archive(self) -> None:
        self._as_host("archive")

    def restore(self) -> None:
        self._as_host("restore")

    def end(self) -> None:
        """Delete it, unless the flow did."""
        page = self.host.visitor.look(self.get_absolute_url())
        if page.ok:
            self._as_host("delete", name=self._name_now())

    def _name_now(self) -> str:
        """The flow may have given it another name by hand."""
        form = self.host.visitor.look(f"{self.get_absolute_url()}edit/").text()
        found = re.search(r'name="name" value="([^"]*)"', form)
        return unescape(found[1]) if found else self.name

    def _as_host(self, verb: str, **fields: str) -> None:
        self.host.visitor.send(f"{self.get_absolute_url()}{verb}/", **fields)
