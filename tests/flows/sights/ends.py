"""Dead ends: what is not there, not allowed, or broken."""

from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page

from tests.flows.pages.sign_in_page import SignInPage
from tests.flows.sights.sight import sight


@sight
def not_found(town):
    town.guard.expect_answer(404)
    return town.owner_visits("/nowhere/").page


@sight
def not_found_by_a_stranger(town):
    town.guard.expect_answer(404)
    return town.visit("/nowhere/").page


@sight
def not_allowed(town):
    town.guard.expect_answer(403)
    return town.visit(reverse("site"), town.settlement.guest).page


@sight
def form_too_old(town):
    town.guard.expect_answer(403)
    page = SignInPage(town.visit(reverse("account_login")).page)
    page.page.context.clear_cookies()
    page.sign_in("anybody", "anything")
    page.should_be_titled("This page was open for too long")
    return page.page


@sight
def too_fast(town):
    """More links to a new password are asked for than one gets in a minute."""
    town.guard.expect_answer(429)
    page = town.visit(reverse("account_reset_password")).page
    field = page.get_by_label("Email")
    while not page.get_by_role("heading", name="That was fast").count():
        page.goto(reverse("account_reset_password"))
        field.fill("nobody@example.org")
        field.press("Enter")
        page.wait_for_load_state()
    return page


@sight
def something_broke(town):
    return _bare(town, "500.html")


@sight
def bad_request(town):
    return _bare(town, "400.html")


@sight
def too_large(town):
    return _bare(town, "413.html")


def _bare(town, template: str) -> Page:
    """A page that the server shows only in trouble."""
    page = town.visit("about:blank").page
    page.set_content(render_to_string(template))
    return page
