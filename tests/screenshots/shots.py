"""What there is to see: every page and main state."""

from collections.abc import Callable
from typing import NamedTuple

from tests.screenshots import states

PHONE, TABLET, DESK = 360, 768, 1440
WIDTHS = (PHONE, TABLET, DESK)

# Who looks at what: {names} of paths. Each side of the page has its own scene.
CAST = {
    "ltr": {
        "who": "maya",
        "keeper": "maya",
        "other": "amira",
        "guest": "tom",
        "room": "harbour-office",
        "small": "winter-repairs",
        "old": "summer-fair",
    },
    "rtl": {
        "who": "layla",
        "keeper": "maya",
        "other": "omar",
        "guest": "reza",
        "room": "مقهى-البحر",
        "small": "ruths-workshop",
        "old": "مهرجان-الصيف",
    },
}


class Shot(NamedTuple):
    """who: a role of CAST, a username, or nobody; state: what happens on the page before it is pictured;

    fades: that does not last, and happens again before each picture.
    """

    name: str
    path: str
    who: str = "who"
    state: Callable | None = None
    widths: tuple[int, ...] = WIDTHS
    fades: bool = False


NOBODY = ""
SHOTS = [
    # Rooms
    Shot("room", "/chat/{room}/", state=states.everybody_here),
    Shot("room-typing", "/chat/{room}/", state=states.somebody_types, fades=True),
    # What somebody has begun to write is there on their next visit: these are nobody else's.
    Shot("room-composing", "/chat/{room}/", who="guest", state=states.long_text),
    Shot("room-composer-error", "/chat/{room}/", who="guest", state=states.nothing_sent),
    Shot("room-offline", "/chat/{room}/", who="guest", state=states.offline),
    Shot("room-empty", "/chat/{small}/"),
    Shot("room-looking-in", "/chat/{small}/", who="guest"),
    Shot("room-archived", "/chat/{old}/"),
    Shot("room-busy", "/chat/market-square/", who="ada"),
    Shot("room-past", "/chat/market-square/?before=150", who="ada"),
    Shot("room-hostile", "/chat/h1scriptalert1scripth1/", who="mallory"),
    Shot("room-long-names", f"/chat/{'r' * 60}/", who="w" * 40),
    Shot("room-contrast", "/chat/{room}/", state=states.high_contrast),
    Shot("rooms-sheet", "/chat/{room}/", state=states.rooms_sheet, widths=(PHONE,)),
    Shot("people-sheet", "/chat/{room}/", state=states.people_sheet, widths=(PHONE,)),
    Shot("menu", "/chat/", state=states.menu),
    # Messages
    Shot("rich", "/chat/quay/", who="ines"),
    Shot("actions", "/chat/{room}/", state=states.actions),
    Shot("picker", "/chat/{room}/", state=states.picker),
    Shot("editor", "/chat/{room}/", state=states.editor),
    Shot("thread", "/chat/{room}/", state=states.thread),
    Shot("thread-page", "/chat/quay/", who="ines", state=states.thread_page),
    Shot("history", "/chat/quay/", who="ines", state=states.history_page),
    Shot("edit-message", "/chat/{room}/", state=states.edit_page),
    Shot("remind", "/chat/{room}/", state=states.remind_page),
    Shot("who-reacted", "/chat/quay/", who="ines", state=states.who_reacted),
    Shot("who-voted", "/chat/quay/", who="ines", state=states.who_voted),
    Shot("completion", "/chat/{room}/", who="guest", state=states.completion),
    Shot("commands", "/chat/{room}/", who="guest", state=states.commands),
    Shot("preview", "/chat/{room}/", who="guest", state=states.preview),
    Shot("new-poll", "/chat/{room}/poll/"),
    Shot("later", "/chat/{room}/later/"),
    Shot("pins", "/chat/{room}/pins/"),
    # What one has of them
    Shot("mentions", "/mentions/"),
    Shot("saved", "/saved/"),
    Shot("reminders", "/reminders/"),
    Shot("new-reminder", "/reminders/new/"),
    Shot("laters", "/later/"),
    Shot("switcher", "/chat/{room}/", state=states.switcher),
    Shot("keys", "/keys/"),
    Shot("keys-overlay", "/chat/{room}/", state=states.keys_overlay),
    # Conversations of two
    Shot("panel", "/chat/{room}/", state=states.panel),
    Shot("direct", "/direct/{other}/"),
    Shot("direct-empty", "/direct/{guest}/"),
    # Around rooms
    Shot("directory", "/chat/"),
    Shot("directory-nothing-found", "/chat/?q=zzzz"),
    Shot("directory-hostile", "/chat/", who="mallory"),
    Shot("new-room", "/chat/new/"),
    Shot("new-room-error", "/chat/new/", state=states.name_taken),
    Shot("edit-room", "/chat/{room}/edit/", who="keeper"),
    Shot("delete-room", "/chat/{room}/delete/", who="keeper"),
    Shot("members", "/chat/{room}/members/"),
    Shot("members-error", "/chat/{room}/members/", state=states.nobody_of_that_name),
    # People and settings
    Shot("person", "/people/{other}/"),
    Shot("person-hostile", "/people/spaces/", who="mallory"),
    Shot("settings", "/settings/"),
    Shot("email", "/accounts/email/"),
    Shot("password", "/accounts/password/change/"),
    Shot("two-factor", "/accounts/2fa/"),
    Shot("two-factor-on", "/accounts/2fa/", who="other"),
    Shot("authenticator-app", "/accounts/2fa/totp/activate/", state=states.password_given),
    Shot("recovery-codes", "/accounts/2fa/recovery-codes/", who="other", state=states.password_given),
    Shot("passkeys", "/accounts/2fa/webauthn/"),
    Shot("sessions", "/accounts/sessions/"),
    Shot("reauthenticate", "/accounts/reauthenticate/"),
    Shot("sign-out", "/accounts/logout/"),
    # The owner's pages
    Shot("site", "/site/", who="keeper"),
    Shot("invitations", "/site/invitations/", who="keeper"),
    Shot("people", "/site/people/", who="keeper"),
    Shot("reset-link", "/site/people/", who="keeper", state=states.reset_link),
    # The door
    Shot("sign-in", "/accounts/login/", who=NOBODY),
    Shot("sign-in-contrast", "/accounts/login/", who=NOBODY, state=states.high_contrast),
    Shot("sign-in-error", "/accounts/login/", who=NOBODY, state=states.wrong_password),
    # Before an invitation was opened.
    Shot("sign-up-closed", "/accounts/signup/", who=NOBODY),
    Shot("sign-up", "/join/{invitation}/", who=NOBODY),
    Shot("sign-up-error", "/join/{invitation}/", who=NOBODY, state=states.two_passwords),
    Shot("password-reset", "/accounts/password/reset/", who=NOBODY),
    Shot("invitation-expired", "/join/gone/", who=NOBODY),
    # Errors
    Shot("error-404", "/chat/no-such-room/"),
    Shot("error-403", "/chat/{room}/edit/", who="guest"),
    Shot("error-400", "/chat/?q=%00"),
    Shot("error-csrf", "/chat/new/", state=states.without_token),
    Shot("error-413", "/accounts/login/", who=NOBODY, state=states.too_large),
    Shot("error-429", "/accounts/login/", who=NOBODY, state=states.too_fast),
    Shot("error-500", "/accounts/login/", who=NOBODY, state=states.broken),
]

# The README's pictures: file, shot, width.
README = [
    ("room", "room-typing", DESK),
    ("direct", "panel", DESK),
    ("phone-room", "room-typing", PHONE),
    ("phone-rooms", "rooms-sheet", PHONE),
    ("phone-people", "people-sheet", PHONE),
    ("directory", "directory", DESK),
    ("settings", "settings", DESK),
    ("sign-in", "sign-in", DESK),
]
