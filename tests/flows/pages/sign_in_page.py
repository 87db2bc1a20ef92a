from playwright.sync_api import Page

from tests.flows.pages.site_page import SitePage


class SignInPage(SitePage):
    def sign_in(self, username: str, password: str) -> None:
        self.main.get_by_label("Username or email address").fill(username)
        self.main.get_by_label("Password", exact=True).fill(password)
        self.main.get_by_role("button", name="Sign in", exact=True).click()


class SignUpPage(SitePage):
    def __init__(self, page: Page):
        super().__init__(page)
        self.form = self.main

    def sign_up(self, username: str, password: str, display_name: str = "") -> None:
        self.form.get_by_label("Username", exact=True).fill(username)
        self.form.get_by_label("Display name").fill(display_name)
        self.form.get_by_label("Password", exact=True).fill(password)
        self.form.get_by_label("Password (again)").fill(password)
        self.form.get_by_role("button", name="Make an account").click()
