"""Every page that allauth and we have, as a visitor and signed in."""

import re

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions import urls as session_urls
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, reverse

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

OURS = ["settings", "site", "site-people", "site-invitations"]


def names_in(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_in(pattern.url_patterns)
        else:
            yield pattern.name


def address(name):
    for args in ([], [1], ["1-set-password"]):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return reverse(name, args=["1", "set-password"])


MODULES = (account_urls, mfa_urls, session_urls)
ALLAUTH = sorted({name for module in MODULES for name in names_in(module.urlpatterns)})


@pytest.fixture
def alices(alice, enter):
    """A device on which alice just proved again that she is alice."""
    device = enter(alice)
    device.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return device


def check(response):
    """A page in our layout that our policy lets be, or a way elsewhere."""
    assert response.status_code in {200, 302, 403, 404}, response.status_code
    if response.status_code == 302 or not response["Content-Type"].startswith("text/html"):
        return
    page = response.content.decode()
    assert page.count('id="main"') == 1
    assert page.count("<h1") == 1
    assert '<header id="banner"' in page
    assert not re.search(r"<[^>]+\s(style|on\w+)\s*=", page)
    for script in re.findall(r"<script\b[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script, script
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted(ids)
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert set(described.split()) <= set(ids), described
    for label in re.findall(r'<label[^>]*\sfor="([^"]+)"', page):
        assert label in ids, label


@pytest.mark.parametrize("name", ALLAUTH)
def test_a_visitor_sees_it_in_our_layout(alice, carol, name):
    check(carol.get(address(name)))


@pytest.mark.parametrize("name", [name for name in ALLAUTH if "signup" in name])
def test_signing_up_is_in_our_layout(carol, site_is, name):
    site_is("open")
    check(carol.get(address(name)))


def test_a_code_is_asked_for_in_our_layout(carol, site_is, answers, mail):
    site_is("open")
    response = carol.post("/accounts/signup/", answers("carol", email="carol@example.org"), follow=True)
    assert "Enter Email Verification Code" in response.content.decode()
    check(response)


@pytest.mark.parametrize("name", ALLAUTH + OURS)
def test_who_is_signed_in_sees_it_in_our_layout(alices, name):
    check(alices.get(address(name)))


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_change_password"])
def test_a_form_that_was_filled_in_wrongly_says_so(alice, enter, carol, site_is, name):
    site_is("open")
    device = enter(alice) if name == "account_change_password" else carol
    response = device.post(address(name), {"username": "/", "login": "nobody"})
    check(response)
    assert 'role="alert"' in response.content.decode()


def test_a_visitor_loads_no_script_but_that_of_passkeys(alice, carol):
    page = carol.get("/accounts/login/").content.decode()
    scripts = re.findall(r'<script[^>]*src="([^"]+)"', page)
    assert {script.split("/")[-1] for script in scripts} == {"webauthn-json.js", "webauthn.js", "onload.js"}


def test_the_page_for_a_new_second_factor_is_within_the_policy(alices):
    response = alices.get("/accounts/2fa/totp/activate/")
    check(response)
    assert 'class="qr-code" src="data:image/svg+xml' in response.content.decode()
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


@pytest.mark.parametrize("way", ["mail", "no_mail"])
def test_an_address_that_waits_to_be_confirmed_is_within_the_policy(alices, request, way):
    request.getfixturevalue(way)
    if way == "no_mail" and "account_confirm_email" not in ALLAUTH:
        pytest.skip("the addresses were made for a site with mail")
    check(alices.post("/accounts/email/", {"email": "new@example.org", "action_add": ""}, follow=True))
    check(alices.get("/accounts/email/"))


@pytest.fixture
def second_factors(alice):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(alice)


@pytest.fixture
def passkey(alice):
    key = {"name": "Key", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    return Authenticator.objects.create(user=alice, type=Authenticator.Type.WEBAUTHN, data=key)


@pytest.mark.parametrize(
    "name",
    ["index", "view_recovery_codes", "generate_recovery_codes", "deactivate_totp", "list_webauthn"],
)
def test_second_factors_are_looked_after_in_our_layout(alices, second_factors, passkey, name):
    response = alices.get(reverse(f"mfa_{name}"))
    assert response.status_code == 200
    check(response)


@pytest.mark.parametrize("name", ["edit", "remove"])
def test_a_passkey_is_looked_after_in_our_layout(alices, passkey, name):
    response = alices.get(reverse(f"mfa_{name}_webauthn", args=[passkey.pk]))
    assert response.status_code == 200
    check(response)


def test_the_second_factor_is_asked_for_in_our_layout(carol, second_factors):
    response = carol.post("/accounts/login/", {"login": "alice", "password": PASSWORD}, follow=True)
    assert "Two-Factor Authentication" in response.content.decode()
    check(response)


def test_who_forgot_a_password_without_mail_is_told_to_ask(alice, carol, no_mail):
    page = carol.get("/accounts/password/reset/").content.decode()
    assert "Ask its owner" in page
    assert '<input type="email"' not in page


def test_the_back_office_asks_for_the_whole_sign_in(alice, carol):
    assert carol.get("/admin/login/?next=/admin/").url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    "path", ["", "accounts/user/", "accounts/user/add/", "accounts/site/", "accounts/invitation/add/"]
)
def test_owners_have_a_back_office(alice, bob, enter, path):
    assert enter(alice).get(f"/admin/{path}").status_code == 200


def test_a_person_can_be_looked_at_in_the_back_office(alice, bob, enter):
    assert enter(alice).get(f"/admin/accounts/user/{bob.pk}/change/").status_code == 200


def test_members_have_no_back_office(bob, enter):
    assert enter(bob).get("/admin/accounts/user/").status_code in {302, 403}


def test_a_page_that_is_not_there_is_in_our_layout(carol, bob, enter):
    for device in (carol, enter(bob)):
        response = device.get("/nowhere/")
        assert response.status_code == 404
        check(response)
        assert "There is nothing here" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "413.html", "500.html"])
def test_a_page_for_bad_moments_needs_nothing(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert 'id="main"' in render_to_string(name)


def test_a_form_from_an_old_page_is_refused_kindly(alice):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/")
    assert response.status_code == 403
    assert "This page was open for too long" in response.content.decode()
