from playwright.sync_api import Page, expect

from tests.flows.pages.conversation import Conversation
from tests.flows.pages.direct_panel import DirectPanel
from tests.flows.pages.site_page import SitePage


class RoomPage(SitePage, Conversation):
    """A room as somebody sees it."""

    def __init__(self, page: Page, room):
        SitePage.__init__(self, page)
        Conversation.__init__(self, self.main, room.name)
        self.room = room
        self.people = page.get_by_role("complementary", name="People")
        self.people_here = self.people.get_by_role("listitem")
        self.to_rooms = self.main.get_by_role("link", name="Rooms", exact=True)
        self.to_people = self.main.get_by_role("link", name="People", exact=True)
        # What no template of the site makes there: it would have been in somebody's words.
        self.markup_in_words = page.locator("main img, main b:not(.badge), main i:not(.signal), nav i")
        self.older = self.log.get_by_role("link", name="Older messages")
        self.newer = self.log.get_by_role("link", name="Newer messages")
        self.join_button = self.main.get_by_role("button", name="Join this room")

    def open(self) -> "RoomPage":
        self.page.goto(self.room.get_absolute_url())
        self.is_ready()
        return self

    def reload(self) -> None:
        super().reload()
        self.is_ready()

    def move_to(self, room) -> "RoomPage":
        """Go to another room by the list of rooms."""
        self.sidebar.go_to(room.name)
        moved = RoomPage(self.page, room)
        moved.is_here()
        return moved

    def is_here(self) -> None:
        """Wait until this page shows this room, live."""
        expect(self.heading).to_have_text(self.room.name)
        self.is_ready()

    def should_list_as_here(self, *names: str) -> None:
        """Exactly these people, each once."""
        expect(self.people.get_by_role("listitem")).to_have_text([f"{name}" for name in names])
        expect(self.people.get_by_role("heading")).to_have_text(f"Here now {len(names)}")

    def talk_privately_to(self, name: str) -> DirectPanel:
        """Choose a name among the people who are here."""
        self.people.get_by_role("link", name=name, exact=True).click()
        return self.panel(name)

    def open_thread(self, body: str) -> DirectPanel:
        """Choose to reply in the thread under a message."""
        self.choose(body, "Reply in a thread")
        return self.panel("Thread")

    def panel(self, name: str) -> DirectPanel:
        panel = DirectPanel(self.page, name)
        panel.is_ready()
        return panel
