"""Coming in: signing in, signing up, and a password that was forgotten."""

from functools import partial
from types import SimpleNamespace

from allauth.account.forms import (
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)

from accounts.forms.sign_in import SignInForm
from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import answered, made
from site_config.patterns.entry import Entry


def _outside(site=None, entrance=None, **context):
    """Return what makes the context of a page for whoever is not signed in. entrance: fields of it."""
    door = cast.entrance(site or cast.site(), **entrance or {})
    return lambda: cast.page(None) | {"entrance": door} | made(context)


def _sign_in(form=SignInForm, **fields):
    ways = {"PASSKEY_LOGIN_ENABLED": False, "LOGIN_BY_CODE_ENABLED": False}
    ways |= {"signup_url": "#", "request_login_code_url": "#"}
    return _outside(form=form, **ways | fields)


def _sign_up(form=SignupForm, **fields):
    ways = {
        "login_url": "#",
        "signup_url": "#",
        "signup_by_passkey_url": "#",
        "PASSKEY_SIGNUP_ENABLED": False,
    }
    return _outside(form=form, **ways | fields)


def _invited(by):
    return {"invitation": SimpleNamespace(invited_by=by)}


def _code_sent(form=ConfirmLoginCodeForm, **fields):
    return _outside(email="maya@example.org", verify_form=form, **fields)


NEW_PASSWORD = partial(ResetPasswordKeyForm, user=cast.MAYA)
SIGN_UPS = {
    "empty": _sign_up(),
    "owner": _sign_up(entrance={"has_owner": False, "makes_owner": True}),
    "invited": _sign_up(entrance=_invited(cast.JONAS)),
    "passkey": _sign_up(PASSKEY_SIGNUP_ENABLED=True),
    "wrong": _sign_up(answered(SignupForm, {"username": "maya"}, username="Somebody is called so already.")),
    "long": _sign_up(entrance=_invited(cast.LONGEST)),
    "right-to-left": _sign_up(entrance=_invited(cast.AMIRA)),
    "hostile": _sign_up(
        answered(SignupForm, {"username": cast.HOSTILE, "display_name": cast.HOSTILE}, whole=cast.HOSTILE),
        entrance=_invited(cast.MALLORY),
    ),
}

ENTRIES = [
    Entry(
        "sign-in",
        "account/login.html",
        {
            "empty": _sign_in(),
            "every-way": _sign_in(PASSKEY_LOGIN_ENABLED=True, LOGIN_BY_CODE_ENABLED=True),
            "wrong": _sign_in(answered(SignInForm, {"login": "maya"}, whole="Name or password is wrong.")),
            "incomplete": _sign_in(answered(SignInForm, {}, login="Write it.", password="Write it.")),  # noqa: S106
            "by-invitation": _sign_in(entrance={"is_open": False}),
            "no-owner": _sign_in(entrance={"has_owner": False, "is_open": False}),
            "right-to-left": _sign_in(answered(SignInForm, {"login": "أميرة"}, whole="كلمة السر خاطئة.")),
            "hostile": _sign_in(answered(SignInForm, {"login": cast.HOSTILE}, whole=cast.HOSTILE)),
        },
    ),
    Entry(
        "sign-in-code",
        "account/request_login_code.html",
        {
            "empty": _outside(form=RequestLoginCodeForm, login_url="#", request_login_code_url="#"),
            "wrong": _outside(
                form=answered(RequestLoginCodeForm, {"email": "maya"}, email="This is no address.")
            ),
        },
    ),
    Entry(
        "sign-in-code-sent",
        "account/confirm_login_code.html",
        {
            "empty": _code_sent(),
            "wrong": _code_sent(answered(ConfirmLoginCodeForm, {"code": "abc"}, code="This code is wrong.")),
            "another-way": _code_sent(can_resend=True, can_change=True, change_form=RequestLoginCodeForm),
        },
    ),
    Entry("sign-up", "account/signup.html", SIGN_UPS),
    Entry("sign-up-by-passkey", "account/signup_by_passkey.html", SIGN_UPS),
    Entry(
        "sign-up-closed",
        "account/signup_closed.html",
        {
            "by-invitation": _outside(cast.site(sign_up="invitation")),
            "closed": _outside(cast.site(sign_up="closed")),
            "no-owner": _outside(entrance={"has_owner": False}),
        },
    ),
    Entry(
        "password-reset",
        "account/password_reset.html",
        {
            "empty": _outside(cast.mailing_site(), form=ResetPasswordForm),
            "wrong": _outside(
                cast.mailing_site(),
                form=answered(ResetPasswordForm, {"email": "maya"}, email="This is no address."),
            ),
            "no-mail": _outside(form=ResetPasswordForm),
        },
    ),
    Entry("password-reset-sent", "account/password_reset_done.html", {"plain": _outside()}),
    Entry(
        "new-password",
        "account/password_reset_from_key.html",
        {
            "empty": _outside(form=NEW_PASSWORD, action_url="#"),
            "wrong": _outside(form=answered(NEW_PASSWORD, {}, password2="Twice the same."), action_url="#"),
            "spent": _outside(token_fail=True),
        },
    ),
    Entry("new-password-set", "account/password_reset_from_key_done.html", {"plain": _outside()}),
    Entry("invitation-expired", "accounts/invitation_expired.html", {"plain": _outside()}),
    Entry("setup-spent", "accounts/setup_spent.html", {"plain": _outside()}),
]
