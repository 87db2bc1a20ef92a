from playwright.sync_api import Page, expect


class Sidebar:
    """The list of one's rooms and conversations."""

    def __init__(self, page: Page):
        self.nav = page.get_by_role("navigation", name="Rooms", exact=True)

    def row(self, name: str):
        return self.nav.get_by_role("link", name=name, exact=True)

    def muted(self, name: str):
        """A room of which one hears nothing; only its look says so."""
        return self.nav.locator(".room-row--muted").filter(has_text=name)

    def go_to(self, name: str) -> None:
        self.nav.get_by_role("link").filter(has_text=name).click()

    def should_have_unread(self, name: str, count: int) -> None:
        row = self.row(f"{name} {count}" if count else name)
        expect(row).to_be_visible()
        if count:
            expect(row).to_have_accessible_description("unread")

    def should_have_mentions(self, name: str, count: int) -> None:
        """So many unread, one or more of which mention whoever looks."""
        row = self.row(f"{name} {count}")
        expect(row).to_be_visible()
        expect(row).to_have_accessible_description("unread mentions you")

    def should_not_list(self, name: str) -> None:
        expect(self.nav.get_by_role("link").filter(has_text=name)).to_have_count(0)
