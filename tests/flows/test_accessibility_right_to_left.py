"""The main sights in Arabic, from right to left: nothing is cut off, and axe finds as little as elsewhere.

Those to which no word of the site leads: sights say in English what they press.
"""

import pytest

from tests.flows.axe import (
    DESKTOP,
    ENLARGED,
    EVERYTHING,
    PHONE,
    faults_by_ear,
    faults_of_width,
    violations,
)
from tests.flows.fixtures.town import browsers, running_server, settlement, theme, town
from tests.flows.sights import SIGHTS

__all__ = ["browsers", "running_server", "settlement", "theme", "town"]  # fixtures
IN_ARABIC = [
    *("sign-in", "sign-up", "forgotten-password"),
    *("directory", "room", "empty-room", "room-to-join", "archived-room", "room-in-the-past"),
    *(
        "messages-of-all-kinds",
        "thread-as-a-page",
        "history-as-a-page",
        "editor-as-a-page",
        "new-poll",
        "pins",
    ),
    *("who-reacted-as-a-page", "who-voted-as-a-page", "ringing-reminder", "switcher-open"),
    *("panel-open", "menu-open", "rooms-sheet-open", "people-sheet-open"),
    *("direct-page", "members", "new-room", "room-settings"),
    *("mentions", "saved", "reminders", "new-reminder", "reminder-of-a-message", "send-later"),
    *("what-is-sent-later", "keys"),
    *("person", "preferences", "email", "password", "two-factor-on", "authenticator-app", "recovery-codes"),
    *("passkeys", "sessions", "site-settings", "invitations", "people", "not-found"),
]


@pytest.fixture(scope="module")
def language():
    return "ar"


@pytest.mark.parametrize("sight", IN_ARABIC)
def test_a_sight_keeps_to_the_rules_from_right_to_left(sight, town):
    page = SIGHTS[sight](town)
    assert page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]

    found = faults_by_ear(page)
    for size in (DESKTOP, PHONE):
        found += faults_of_width(page, size)
        found += violations(page, f"{size['width']} px", EVERYTHING)
    found += faults_of_width(page, ENLARGED)

    assert found == []
