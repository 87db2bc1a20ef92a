"""Every page and main state of the site, by name, for tests that look at all of them.

A sight is a function that takes a `Town` and returns the page on which there is something to see.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts import passwords
from accounts.models import User
from rooms.models import Room
from tests.flows.pages.room_page import RoomPage
from tests.flows.pages.sign_in_page import SignInPage, SignUpPage
from tests.flows.pages.site_page import SitePage

PASSWORD = "violet harbour lamp"
# Addresses that a site has only where it can send mail, as these tests' own process cannot.
SIGN_IN_CODE, SIGN_UP_BY_PASSKEY = "/accounts/login/code/", "/accounts/signup/passkey/"
GREETING = "صباح الخير! وصلت السفينة الأولى."  # by the guest
PER_PAGE = 60  # messages: more than a page of the log shows
SIGHTS: dict[str, Callable[["Town"], Page]] = {}


def sight(show):
    """Count a function among the sights, by its name."""
    SIGHTS[show.__name__.replace("_", "-")] = show
    return show


@dataclass
class Settlement:
    """Who lives there and what was said: made once, looked at by all sights."""

    owner: User
    guest: User
    guarded: User  # signs in with a code as second factor
    keyed: User  # has a security key, which no test can press
    busy: Room  # with more than a page of messages
    empty: Room
    foreign: Room  # open, and the owner is no member
    archived: Room
    direct: Room  # of the owner and the guest


def settle() -> Settlement:
    """Make the people and rooms that sights show."""
    mark = secrets.token_hex(4)
    owner, guest, guarded, keyed = (
        User.objects.create_user(
            f"{name}-{mark}", f"{name}-{mark}@example.org", PASSWORD, display_name=name.capitalize()
        )
        for name in ("olga", "gustavo", "mona", "karl")
    )
    owner.change_role(User.Role.OWNER)
    EmailAddress.objects.create(user=guarded, email=guarded.email, verified=True, primary=True)
    _give_codes(guarded)
    _give_key(keyed)
    rooms = [
        Room.objects.open_up(
            owner, f"Harbour {mark}", "Everything that floats: https://harbour.example.org/"
        ),
        Room.objects.open_up(owner, f"Attic {mark}"),
        Room.objects.open_up(guest, f"Market {mark}", "Fish"),
        Room.objects.open_up(owner, f"Cellar {mark}", kind=Room.Kind.CLOSED),
    ]
    busy, _empty, _foreign, archived = rooms
    busy.admit(guest)
    for number in range(PER_PAGE):
        busy.post((owner, guest)[number // 3 % 2], f"Message {number}, see https://example.org/{number}")
    busy.post(guest, GREETING)
    busy.post(guest, "two\nlines, and " + "onelongword" * 20)
    direct = Room.objects.direct_between(owner, guest)
    direct.post(guest, "psst")
    archived.post(owner, "the last word")
    archived.archive()
    owner.invitations.create()
    return Settlement(owner, guest, guarded, keyed, *rooms, direct)


def _give_codes(person) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def _give_key(person) -> None:
    from allauth.mfa.models import Authenticator

    key = {"name": "Laptop", "credential": {}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=key)


@dataclass
class Town:
    """A settlement, and the way to look at it."""

    settlement: Settlement
    browse: Callable
    network: Callable
    guard: object
    options: dict = field(default_factory=dict)  # of the browser

    def visit(self, path: str, person: User | None = None, **options) -> SitePage:
        """Open a page in a browser of its own, for somebody or nobody."""
        return self.browse(person, **self.options | options).go(path)

    def owner_visits(self, path: str, **options) -> SitePage:
        return self.visit(path, self.settlement.owner, **options)

    def enter(self, room: Room, person: User | None = None, **options) -> RoomPage:
        """Open a room and wait until it is live."""
        person = person or self.settlement.owner
        return RoomPage(self.browse(person, **self.options | options).page, room).open()

    def just_signed_in(self, person: User, path: str) -> SitePage:
        """Open a page that asks for the password again unless it was given just now."""
        visit = self.browse(person, **self.options)
        cookie = next(c for c in visit.page.context.cookies() if c["name"] == "parley")
        client = Client()
        client.cookies["parley"] = cookie["value"]
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
        return visit.go(path)


# Coming in


@sight
def sign_in(town):
    return town.visit(reverse("account_login")).page


@sight
def sign_in_refused(town):
    page = SignInPage(town.visit(reverse("account_login")).page)
    page.sign_in(town.settlement.guest.username, "not the password")
    return _with_alert(page.page)


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
    return _with_alert(page.page)


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


# Rooms


@sight
def directory(town):
    return town.owner_visits(reverse("rooms")).page


@sight
def directory_without_a_match(town):
    return town.owner_visits(reverse("rooms") + "?q=no+such+room").page


@sight
def room(town):
    return town.enter(town.settlement.busy).page


@sight
def empty_room(town):
    return town.enter(town.settlement.empty).page


@sight
def room_to_join(town):
    return town.enter(town.settlement.foreign).page


@sight
def archived_room(town):
    return town.enter(town.settlement.archived).page


@sight
def room_in_the_past(town):
    return town.owner_visits(f"{town.settlement.busy.get_absolute_url()}?before=20").page


@sight
def room_where_the_words_were_refused(town):
    """With scripts off a refusal is a page; it is looked at with scripts."""
    town.guard.expect_answer(422)
    page = town.enter(town.settlement.empty).page
    page.evaluate("document.querySelector('.composer').submit()")
    page.locator(".composer__error:not(:empty)").wait_for()
    return page


@sight
def room_with_an_empty_message_refused(town):
    room = town.enter(town.settlement.empty)
    room.send.click()
    expect(room.refusal).not_to_be_empty()
    return room.page


@sight
def connection_lost_with_a_message_pending(town):
    town.guard.expect_network_errors()
    network = town.network()
    room = town.enter(town.settlement.empty, through=network)
    network.cut()
    room.say("not sent yet")
    room.should_have_lost_the_line()
    _finish_animations(room.page)
    return room.page


@sight
def message_refused(town):
    room = town.enter(town.settlement.busy, town.settlement.guest)
    # Nobody tells the page, now or later.
    archived = Room.objects.filter(pk=town.settlement.busy.pk)
    archived.update(archived_at=timezone.now())
    room.say("not any more")
    expect(room.unsent.get_by_role("button", name="Discard")).to_be_visible()
    archived.update(archived_at=None)
    return room.page


@sight
def panel_open(town):
    room = town.enter(town.settlement.busy)
    room.log.get_by_role("link", name="Gustavo").last.press("Enter")
    room.panel("Gustavo")
    return room.page


@sight
def menu_open(town):
    visit = town.owner_visits(reverse("rooms"))
    visit.open_menu()
    return visit.page


@sight
def rooms_sheet_open(town):
    room = town.enter(town.settlement.busy)
    room.page.evaluate("location.hash = '#rooms-nav'")
    return room.page


@sight
def people_sheet_open(town):
    room = town.enter(town.settlement.busy)
    room.page.evaluate("location.hash = '#people'")
    return room.page


@sight
def direct_page(town):
    return town.owner_visits(reverse("direct", args=[town.settlement.guest.username])).page


@sight
def members(town):
    return town.owner_visits(reverse("members", args=[town.settlement.busy.slug])).page


@sight
def members_with_an_error(town):
    town.guard.expect_answer(422)
    page = town.owner_visits(reverse("members", args=[town.settlement.busy.slug])).page
    page.get_by_label("Username").fill("nobody-of-that-name")
    page.get_by_role("button", name="Bring in").click()
    return _with_alert(page)


@sight
def new_room(town):
    return town.owner_visits(reverse("new-room")).page


@sight
def new_room_with_an_error(town):
    town.guard.expect_answer(422)
    page = town.owner_visits(reverse("new-room")).page
    page.get_by_label("Name", exact=True).fill(town.settlement.busy.name)
    page.get_by_role("button", name="Make the room").click()
    return _with_alert(page)


@sight
def room_settings(town):
    return town.owner_visits(reverse("edit-room", args=[town.settlement.busy.slug])).page


@sight
def room_deletion(town):
    return town.owner_visits(reverse("end-room", args=[town.settlement.busy.slug])).page


# People and settings


@sight
def person(town):
    return town.owner_visits(reverse("person", args=[town.settlement.guest.username])).page


@sight
def oneself(town):
    return town.owner_visits(reverse("person", args=[town.settlement.owner.username])).page


@sight
def preferences(town):
    return town.owner_visits(reverse("settings")).page


@sight
def preferences_saved(town):
    page = town.owner_visits(reverse("settings")).page
    page.get_by_role("button", name="Save").click()
    page.locator(".flash").wait_for()
    return page


@sight
def email(town):
    return town.owner_visits(reverse("account_email")).page


@sight
def password(town):
    return town.owner_visits(reverse("account_change_password")).page


@sight
def password_refused(town):
    page = town.owner_visits(reverse("account_change_password")).page
    for box in page.locator("input[type=password]").all():
        box.fill("1234")
    page.get_by_role("main").get_by_role("button").first.click()
    return _with_alert(page)


@sight
def password_asked_again(town):
    return town.owner_visits(reverse("mfa_activate_totp")).page


@sight
def two_factor_off(town):
    return town.owner_visits(reverse("mfa_index")).page


@sight
def two_factor_on(town):
    return town.visit(reverse("mfa_index"), town.settlement.guarded).page


@sight
def authenticator_app(town):
    return town.just_signed_in(town.settlement.owner, reverse("mfa_activate_totp")).page


@sight
def authenticator_app_off(town):
    return town.just_signed_in(town.settlement.guarded, reverse("mfa_deactivate_totp")).page


@sight
def recovery_codes(town):
    return town.just_signed_in(town.settlement.guarded, reverse("mfa_view_recovery_codes")).page


@sight
def new_recovery_codes(town):
    return town.just_signed_in(town.settlement.guarded, reverse("mfa_generate_recovery_codes")).page


@sight
def passkeys(town):
    return town.visit(reverse("mfa_list_webauthn"), town.settlement.keyed).page


@sight
def new_passkey(town):
    return town.just_signed_in(town.settlement.owner, reverse("mfa_add_webauthn")).page


@sight
def passkey_removal(town):
    key = town.settlement.keyed.authenticator_set.get(type="webauthn")
    return town.just_signed_in(town.settlement.keyed, reverse("mfa_remove_webauthn", args=[key.pk])).page


@sight
def passkey_name(town):
    key = town.settlement.keyed.authenticator_set.get(type="webauthn")
    return town.just_signed_in(town.settlement.keyed, reverse("mfa_edit_webauthn", args=[key.pk])).page


@sight
def sessions(town):
    return town.owner_visits(reverse("usersessions_list")).page


@sight
def sign_out(town):
    return town.owner_visits(reverse("account_logout")).page


# Looking after the site


@sight
def site_settings(town):
    return town.owner_visits(reverse("site")).page


@sight
def invitations(town):
    return town.owner_visits(reverse("site-invitations")).page


@sight
def people(town):
    return town.owner_visits(reverse("site-people")).page


@sight
def reset_link(town):
    page = town.owner_visits(reverse("site-people") + f"?q={town.settlement.guest.username}").page
    page.get_by_role("button", name="Password-reset link").click()
    page.locator("#reset-link").wait_for()
    return page


@sight
def pattern_library(town):
    return town.owner_visits(reverse("patterns")).page


@sight
def pattern(town):
    return town.owner_visits(reverse("pattern", args=["here"])).page


# Dead ends


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
    page = town.browse(**town.options).page
    page.set_content(render_to_string(template))
    return page


def _invited(town) -> Page:
    token = town.settlement.owner.invitations.first().token
    return town.visit(reverse("join", args=[token])).page


def _with_alert(page: Page) -> Page:
    page.get_by_role("main").get_by_role("alert").filter(has_text=" ").first.wait_for()
    return page


def _finish_animations(page: Page) -> None:
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
