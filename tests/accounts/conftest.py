from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts import sessions
from accounts.models import Site, User

PASSWORD = "correct horse battery staple"


def with_confirmed_address(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def alice(db):
    return with_confirmed_address(
        User.objects.create_superuser("alice", "alice@example.org", PASSWORD, display_name="Alice")
    )


@pytest.fixture
def bob(db):
    return with_confirmed_address(
        User.objects.create_user("bob", "bob@example.org", PASSWORD, display_name="Bob")
    )


@pytest.fixture
def carol():
    """A visitor without an account."""
    return Client()


@pytest.fixture
def enter():
    """Sign somebody in on a device of their own."""

    def enter(user, password=PASSWORD):
        device = Client()
        device.post("/accounts/login/", {"login": user.username, "password": password})
        assert device.session.get("_auth_user_id") == str(user.pk)
        return device

    return enter


@pytest.fixture
def answers():
    """What people answer on the sign-up page; add or change by keyword."""

    def answers(username="carol", **more):
        asked = {
            "username": username,
            "password1": PASSWORD,
            "password2": PASSWORD,
            "display_name": "",
            "email": "",
        }
        return asked | more

    return answers


@pytest.fixture
def site_is(alice):
    """Decide who may come in, on a site that has an owner."""

    def decide(sign_up):
        site = Site.get()
        site.sign_up = sign_up
        site.save()
        cache.clear()

    return decide


@pytest.fixture
def closed(monkeypatch):
    """Which pages were told to close: of one session, or of a person's sessions but one."""
    told = SimpleNamespace(one=[], all=[])
    monkeypatch.setattr(sessions.broadcasts, "session_ended", lambda pk, key: told.one.append((pk, key)))
    monkeypatch.setattr(
        sessions.broadcasts, "sessions_ended", lambda pk, except_key="": told.all.append((pk, except_key))
    )
    return told


@pytest.fixture
def mail(settings):
    """Mail works; what is sent lands in `mailoutbox`."""
    settings.HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    settings.ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
    settings.ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True


@pytest.fixture
def no_mail(settings):
    """No mail can be sent."""
    settings.HAS_MAIL = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
