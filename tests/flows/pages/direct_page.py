from django.urls import reverse
from playwright.sync_api import Page

from tests.flows.pages.conversation import Conversation
from tests.flows.pages.site_page import SitePage


class DirectPage(SitePage, Conversation):
    """A conversation of two as a page."""

    def __init__(self, page: Page, other):
        SitePage.__init__(self, page)
        Conversation.__init__(self, self.main, other.name)
        self.other = other

    def open(self) -> "DirectPage":
        self.page.goto(reverse("direct", args=[self.other.username]))
        self.is_ready()
        return self

    def reload(self) -> None:
        super().reload()
        self.is_ready()

    def presence(self):
        """What stands beside the other's name: here or away."""
        return self.heading.get_by_role("img")
