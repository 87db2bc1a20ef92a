from playwright.sync_api import Page

from tests.flows.pages.conversation import Conversation


class DirectPanel(Conversation):
    """A conversation of two beside the page."""

    def __init__(self, page: Page, name: str):
        super().__init__(page.get_by_role("region", name=name, exact=True), name)

    def close(self) -> None:
        self.root.get_by_role("button", name="Close").click()
