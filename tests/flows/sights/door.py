"""The door: signing in, signing up, and what leads there."""

from django.urls import reverse
from playwright.sync_api import Page

from accounts import passwords
from tests.flows.pages.sign_in_page import SignInPage, SignUpPage
from tests.flows.settlement import PASSWORD
from tests.flows.sights.sight import sight, with_alert

# Addresses that a site has only where it can send mail, as these tests' own process cannot.
SIGN_IN_CODE, SIGN_UP_BY_PASSKEY = "/accounts/login/code/", "/accounts/signup/passkey/"


@sight
def sign_in(town):
    return town.visit(reverse("account_login")).page


@sight
def sign_in_refused(town):
    page = SignInPage(town.visit(reverse("account_login")).page)
    page.sign_in(town.settlement.guest.username, "not the password")
    return with_alert(page.page)


@sight
def sign_in_with_a_second_factor(town):
    page = SignInPage(town.visit(reverse("account_login")).page)
    page.sign_in(town.settlement.guarded.username, PASSWORD)
    page.page.wait_for_url(f"**{reverse('mfa_authenticate')}**")
    return page.page


@sight
def sign_in_by_code(town):
    return town.visit(SIGN_IN_CODE).page


@sight
def sign_in_code(town):
    page = town.visit(SIGN_IN_CODE).page
    page.get_by_role("textbox").fill(town.settlement.owner.email)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(f"**{SIGN_IN_CODE}confirm/**")
    return page


@sight
def sign_up(town):
    page = _invited(town)
    return page


@sight
def sign_up_refused(town):
    page = SignUpPage(_invited(town))
    page.form.get_by_label("Email").fill("new@example.org")
    page.sign_up(town.settlement.guest.username, "12345678")
    return with_alert(page.page)


@sight
def sign_up_by_passkey(town):
    page = _invited(town)
    page.goto(SIGN_UP_BY_PASSKEY)
    return page


@sight
def no_way_in(town):
    return town.visit(reverse("account_signup")).page


@sight
def invitation_expired(town):
    town.guard.expect_answer(410)
    return town.visit(reverse("join", args=["no-such-invitation"])).page


@sight
def owner_link_spent(town):
    from accounts import setup

    town.guard.expect_answer(410)
    return town.visit(reverse("setup", args=[setup._token()])).page


@sight
def forgotten_password(town):
    return town.visit(reverse("account_reset_password")).page


@sight
def forgotten_password_mail_sent(town):
    return town.visit(reverse("account_reset_password_done")).page


@sight
def new_password(town):
    link = passwords.reset_link(town.settlement.guest)
    return town.visit(link[link.index("/accounts/") :]).page


@sight
def new_password_by_a_bad_link(town):
    return town.visit(reverse("account_reset_password_from_key", args=["1", "bad-key"])).page


@sight
def new_password_set(town):
    return town.visit(reverse("account_reset_password_from_key_done")).page


@sight
def account_inactive(town):
    return town.visit(reverse("account_inactive")).page


def _invited(town) -> Page:
    token = town.settlement.owner.invitations.first().token
    return town.visit(reverse("join", args=[token])).page
