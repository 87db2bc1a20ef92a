"""A settlement, and the way to look at it: browsers that are kept from one sight to the next."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User
from rooms.models import Room
from tests.flows.guard import Guard
from tests.flows.pages.room_page import RoomPage
from tests.flows.pages.site_page import SitePage
from tests.flows.settlement import Settlement
from tests.flows.sites.own import session_of


@dataclass
class Town:
    """What a sight is given. browse: opens a browser that nobody else has, as the fixture does."""

    settlement: Settlement
    browsers: "Browsers"
    browse: Callable
    network: Callable
    guard: Guard
    options: dict = field(default_factory=dict)  # of a browser

    def visit(self, path: str, person: User | None = None) -> SitePage:
        """Open a page for somebody or nobody."""
        return self.browsers.open(person, self.guard, self.options).go(path)

    def owner_visits(self, path: str) -> SitePage:
        return self.visit(path, self.settlement.owner)

    def enter(self, room: Room, person: User | None = None, **options) -> RoomPage:
        """Open a room and wait until it is live; with options, in a browser of its own."""
        person = person or self.settlement.owner
        if options:
            shown = self.browse(person, **self.options | options)
        else:
            shown = self.browsers.open(person, self.guard, self.options)
        return RoomPage(shown.page, room).open()

    def just_signed_in(self, person: User, path: str) -> SitePage:
        """Open a page that asks for the password again unless it was given just now."""
        visit = self.browse(person, **self.options)
        cookie = next(c for c in visit.page.context.cookies() if c["name"] == "parley")
        client = Client()
        client.cookies["parley"] = cookie["value"]
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
        return visit.go(path)


class Browsers:
    """A browser for each person, signed in once, with what it has fetched; every sight gets a new page."""

    def __init__(self, browser: Browser, url: str, patience: int):
        self._browser, self._url, self._patience = browser, url, patience
        self._kept: dict[tuple, BrowserContext] = {}
        self.pages: list[Page] = []

    def open(self, person: User | None, guard: Guard, options: dict) -> SitePage:
        key = (person and person.pk, *sorted((name, str(value)) for name, value in options.items()))
        if key not in self._kept:
            self._kept[key] = self._new(person, guard, options)
        context = self._kept[key]
        if person is None:
            context.clear_cookies()
        guard.follow(context)
        self.pages.append(context.new_page())
        return SitePage(self.pages[-1])

    def keep_pictures(self, folder: str) -> None:
        """Show what a sight that failed looked like."""
        for number, page in enumerate(self.pages, 1):
            page.screenshot(path=f"{folder}/sight-{number}.png")

    def leave(self, guard: Guard) -> None:
        """Close the pages of a sight; the browsers stay."""
        while self.pages:
            page = self.pages.pop()
            page.close()
            guard.leave(page.context)

    def close(self) -> None:
        for context in self._kept.values():
            context.close()

    def _new(self, person: User | None, guard: Guard, options: dict) -> BrowserContext:
        context = self._browser.new_context(base_url=self._url, **options)
        context.set_default_timeout(self._patience)
        guard.prepare(context)
        if person:
            context.add_cookies([{"name": "parley", "value": session_of(person), "url": self._url}])
        return context
