from playwright.sync_api import expect

from tests.flows.pages.site_page import SitePage


class PollPage(SitePage):
    """The form on which a poll is asked."""

    def ask(self, question: str, *options: str, **settings: bool) -> None:
        """settings: by label, what is checked."""
        self.main.get_by_label("Question").fill(question)
        for number, option in enumerate(options, 1):
            self.main.get_by_label(f"Option {number}", exact=True).fill(option)
        for label in settings:
            self.main.get_by_label(label).check()
        self.main.get_by_role("button", name="Ask").click()

    def should_refuse(self, reason: str) -> None:
        expect(self.main.get_by_text(reason)).to_be_visible()
