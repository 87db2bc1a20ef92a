from django.urls import reverse
from playwright.sync_api import expect

from tests.flows.pages.site_page import SitePage


class MembersPage(SitePage):
    """Who belongs to a room."""

    def open(self, room) -> "MembersPage":
        self.page.goto(reverse("members", args=[room.slug]))
        return self

    def bring_in(self, person) -> None:
        self.main.get_by_label("Username").fill(person.username)
        self.main.get_by_role("button", name="Bring in").click()
        expect(self.member(person)).to_be_visible()

    def remove(self, person) -> None:
        self.member(person).get_by_role("button", name="Remove").click()
        expect(self.member(person)).to_have_count(0)

    def member(self, person):
        return self.main.get_by_role("listitem").filter(has_text=f"@{person.username}")
