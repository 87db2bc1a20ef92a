"""People, the site as a whole, and its door."""

from accounts.forms import PeopleForm, PreferencesForm, SiteForm
from accounts.forms.people import RoleForm
from accounts.forms.sign_in import SignInForm
from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import page
from site_config.patterns.entry import Entry


def _people(people, following: str = "", **context):
    found = {"people": people, "following": following, "roles": RoleForm.ROLES}
    return lambda: cast.page(form=PeopleForm(), path="/site/people/", **found, **context)


ENTRIES = [
    Entry(
        "person-page",
        "accounts/person.html",
        {
            "other": page(person=cast.JONAS),
            "oneself": page(person=cast.MAYA),
            "moderator": page(person=cast.AMIRA),
            "shut-out": page(person=cast.TOM),
            "long": page(person=cast.LONGEST),
            "hostile": page(person=cast.MALLORY, hostile=True),
        },
    ),
    Entry(
        "settings",
        "accounts/preferences.html",
        {
            "plain": lambda: cast.page(form=PreferencesForm(instance=cast.MAYA), path="/settings/"),
            "hostile": lambda: cast.page(cast.MALLORY, form=PreferencesForm(instance=cast.MALLORY)),
        },
    ),
    Entry(
        "site",
        "accounts/site.html",
        {"plain": lambda: cast.page(form=SiteForm(instance=cast.site()), path="/site/")},
    ),
    Entry(
        "people-page",
        "accounts/people.html",
        {
            "nobody": _people([]),
            "many": _people([*cast.PEOPLE, cast.BELL]),
            "hostile": _people([cast.MALLORY], hostile=True),
        },
    ),
    Entry(
        "invitations",
        "accounts/invitations.html",
        {
            "none": page(invitations=[]),
            "some": page(invitations=[cast.invitation(1, cast.MAYA), cast.invitation(2, cast.LONGEST, 3)]),
            "hostile": page(invitations=[cast.invitation(1, cast.MALLORY, 1)], hostile=True),
        },
    ),
    Entry(
        "reset-link",
        "accounts/reset_link.html",
        {
            "plain": page(person=cast.JONAS, link="https://chat.example.org/accounts/password/reset/key/3/"),
            "hostile": page(person=cast.MALLORY, link=cast.HOSTILE, hostile=True),
        },
    ),
    Entry(
        "sign-in",
        "account/login.html",
        {
            "empty": lambda: cast.page(
                None,
                form=SignInForm(),
                signup_url="#",
                request_login_code_url="#",
                PASSKEY_LOGIN_ENABLED=False,
                LOGIN_BY_CODE_ENABLED=True,
            ),
        },
    ),
    Entry("invitation-expired", "accounts/invitation_expired.html", {"plain": lambda: cast.page(None)}),
    Entry("setup-spent", "accounts/setup_spent.html", {"plain": lambda: cast.page(None)}),
]
