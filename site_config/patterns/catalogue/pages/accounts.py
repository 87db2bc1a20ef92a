"""People, and the site as a whole."""

from accounts.forms import PeopleForm, PreferencesForm, SiteForm
from accounts.forms.people import RoleForm
from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import page, refused
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
            "right-to-left": page(person=cast.AMIRA, user=cast.JONAS),
            "hostile": page(person=cast.MALLORY, hostile=True),
        },
    ),
    Entry(
        "settings",
        "accounts/preferences.html",
        {
            "plain": lambda: cast.page(form=PreferencesForm(instance=cast.MAYA), path="/settings/"),
            "long": lambda: cast.page(cast.LONGEST, form=PreferencesForm(instance=cast.LONGEST)),
            "right-to-left": lambda: cast.page(cast.AMIRA, form=PreferencesForm(instance=cast.AMIRA)),
            "wrong": lambda: cast.page(
                form=refused(PreferencesForm({}, instance=cast.MAYA), display_name="This name is too long.")
            ),
            "hostile": lambda: cast.page(cast.MALLORY, form=PreferencesForm(instance=cast.MALLORY)),
        },
    ),
    Entry(
        "site",
        "accounts/site.html",
        {
            "plain": lambda: cast.page(form=SiteForm(instance=cast.site()), path="/site/"),
            "wrong": lambda: cast.page(
                form=refused(SiteForm({}, instance=cast.site()), name="Write something first."), path="/site/"
            ),
            "mail": lambda: (
                cast.page(form=SiteForm(instance=cast.site()), path="/site/") | {"site": cast.mailing_site()}
            ),
        },
    ),
    Entry(
        "people-page",
        "accounts/people.html",
        {
            "nobody": _people([]),
            "one": _people([cast.MAYA]),
            "moderators": _people([cast.AMIRA, cast.LONGEST], "wolfe", user=cast.AMIRA),
            "many": _people([*cast.PEOPLE, cast.BELL]),
            "hostile": _people([cast.MALLORY], hostile=True),
        },
    ),
    Entry(
        "invitations",
        "accounts/invitations.html",
        {
            "none": page(invitations=[]),
            "one": page(invitations=[cast.invitation(1, cast.AMIRA, 1)]),
            "closed": lambda: cast.page(invitations=[]) | {"site": cast.site(sign_up="closed")},
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
]
