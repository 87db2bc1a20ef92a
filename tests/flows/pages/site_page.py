from playwright.sync_api import Locator, Page, expect

from tests.flows.pages.sidebar import Sidebar


class SitePage:
    """What all pages have in common."""

    def __init__(self, page: Page):
        self.page = page
        self.banner = page.get_by_role("banner")
        self.main = page.get_by_role("main")
        self.heading = self.main.get_by_role("heading", level=1)
        self.sidebar = Sidebar(page)
        self.switcher = page.get_by_role("dialog", name="Go to a room")
        self.keys_overlay = page.get_by_role("dialog", name="Keys")
        self.menu_opener = self.banner.locator("summary")
        self.icon = page.locator("link[rel=icon]")
        self.logo = page.locator(".entrance__site a")
        self.avatars = page.locator(".avatar:visible")
        self.connection = page.locator("#connection")
        self.voice = page.locator("#voice")

    def go(self, path: str) -> "SitePage":
        self.page.goto(path)
        return self

    def reload(self) -> None:
        self.page.reload()

    def should_be_titled(self, title: str) -> None:
        expect(self.heading).to_have_text(title)

    def open_menu(self) -> None:
        self.menu_opener.click()

    def sign_out(self) -> None:
        self.open_menu()
        self.banner.get_by_role("button", name="Sign out").click()

    def should_have_lost_the_line(self) -> None:
        expect(self.connection.get_by_text("Connection lost")).to_be_visible()

    def should_have_the_line_again(self) -> None:
        expect(self.main).to_have_attribute("data-ready", "", timeout=20_000)
        expect(self.connection.get_by_text("Connection lost")).to_be_hidden()

    def should_be_told(self, words: str) -> None:
        """These words about its connection, and no others."""
        expect(self.connection).to_have_text(words, use_inner_text=True)

    def stylesheets(self, name: str) -> Locator:
        """Those in whose address this stands."""
        return self.page.locator(f"link[rel=stylesheet][href*='{name}']")

    def fits_the_width(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
