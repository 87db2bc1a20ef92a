from django.urls import reverse
from playwright.sync_api import expect

from tests.flows.pages.site_page import SitePage


class DirectoryPage(SitePage):
    """The list of all rooms that one may read."""

    def open(self) -> "DirectoryPage":
        self.page.goto(reverse("rooms"))
        return self

    def search(self, words: str) -> None:
        self.main.get_by_label("Search rooms").fill(words)
        self.main.get_by_role("button", name="Search").click()

    def room(self, name: str):
        return self.main.get_by_role("link", name=name, exact=True)

    def should_list(self, name: str) -> None:
        self.search(name)
        expect(self.room(name)).to_be_visible()

    def should_not_list(self, name: str) -> None:
        self.search(name)
        expect(self.main).to_contain_text("No room matches")
