"""One's own account: allauth's pages among one's settings."""

from functools import partial
from types import SimpleNamespace

from allauth.account.forms import AddEmailForm, ChangePasswordForm, ConfirmLoginCodeForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.urls import reverse

from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import answered, made
from site_config.patterns.entry import Entry

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"
WAYS = ["totp", "webauthn", "recovery_codes"]
# In place of a QR code.
SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E"
ASK_EMAIL = partial(AddEmailForm, cast.MAYA)
ASK_PASSWORDS = partial(ChangePasswordForm, cast.MAYA)
ASK_PASSWORD = partial(ReauthenticateForm, user=cast.MAYA)


def _mine(address: str, /, **context):
    """Return what makes the context of one of these pages. address: the name of its URL."""
    mailing = {"entrance": cast.entrance(cast.mailing_site())}
    return lambda: cast.page(path=reverse(address)) | mailing | made(context)


def _email(current: str = "", new: str = "", form=ASK_EMAIL):
    known = {"current_emailaddress": current, "new_emailaddress": new}
    given = {name: SimpleNamespace(email=email) for name, email in known.items() if email}
    return _mine("account_email", form=form, emailaddresses=list(given.values()), **given)


def _passkeys(*names: str):
    data = [{"name": name, "credential": {"clientExtensionResults": {}}} for name in names]
    keys = [
        Authenticator(pk=pk, user=cast.MAYA, type="webauthn", data=one, created_at=cast.NOON)
        for pk, one in enumerate(data, 1)
    ]
    return _mine("mfa_list_webauthn", authenticators=keys)


def _sessions(*browsers: str):
    sessions = [
        SimpleNamespace(ip="192.0.2.7", user_agent=one, created_at=cast.NOON, is_current=one is browsers[0])
        for one in browsers
    ]
    return _mine("usersessions_list", sessions=sessions, session_count=len(sessions))


def _code_form() -> ConfirmLoginCodeForm:
    form = ConfirmLoginCodeForm()
    form.secret = "JBSWY3DPEHPK3PXP"  # noqa: S105
    return form


ENTRIES = [
    Entry(
        "email",
        "account/email_change.html",
        {
            "none": _email(),
            "one": _email("maya@example.org"),
            "changing": _email("maya@example.org", "maya@harbour.example.org"),
            "wrong": _email("maya@example.org", form=answered(ASK_EMAIL, {"email": "maya"}, email="What?")),
            "long": _email(f"{cast.LONG}@example.org", f"{cast.LONG}@harbour.example.org"),
            "hostile": _email(
                cast.HOSTILE, cast.HOSTILE, answered(ASK_EMAIL, {"email": cast.HOSTILE}, email=cast.HOSTILE)
            ),
        },
    ),
    Entry(
        "password",
        "account/password_change.html",
        {
            "empty": _mine("account_change_password", form=ASK_PASSWORDS),
            "wrong": _mine(
                "account_change_password",
                form=answered(ASK_PASSWORDS, {}, oldpassword="This is not your password."),
            ),
        },
    ),
    Entry(
        "two-factor",
        "mfa/index.html",
        {
            "none": _mine("mfa_index", MFA_SUPPORTED_TYPES=WAYS, authenticators={}),
            "some": _mine(
                "mfa_index",
                MFA_SUPPORTED_TYPES=WAYS,
                authenticators={"totp": True, "webauthn": [1, 2]},
                is_mfa_enabled=True,
            ),
        },
    ),
    Entry(
        "authenticator",
        "mfa/totp/activate_form.html",
        {"empty": _mine("mfa_index", form=_code_form, totp_svg_data_uri=SQUARE)},
    ),
    Entry(
        "passkeys",
        "mfa/webauthn/authenticator_list.html",
        {
            "none": _passkeys(),
            "one": _passkeys("Telephone"),
            "many": _passkeys("Telephone", "Desk", "ساعة", cast.LONG),
            "hostile": _passkeys(cast.HOSTILE),
        },
    ),
    Entry(
        "sessions",
        "usersessions/usersession_list.html",
        {
            "one": _sessions(BROWSER),
            "many": _sessions(BROWSER, f"{BROWSER} " * 3, "curl"),
            "hostile": _sessions(cast.HOSTILE),
        },
    ),
    Entry(
        "reauthenticate",
        "account/reauthenticate.html",
        {
            "empty": _mine("account_reauthenticate", form=ASK_PASSWORD),
            "wrong": _mine(
                "account_reauthenticate",
                form=answered(ASK_PASSWORD, {}, password="That was wrong."),  # noqa: S106
                reauthentication_alternatives=[{"url": "#", "description": "Use a passkey"}],
            ),
        },
    ),
    Entry("sign-out", "account/logout.html", {"plain": _mine("account_logout")}),
]
