"""The same sights in the other theme: what a theme's templates, sizes and colours can break."""

import pytest
from django.conf import settings

from tests import servers
from tests.flows.fixtures.servers import serving
from tests.flows.sights import SIGHTS
from tests.flows.test_accessibility import COLOURS, EVERYTHING, settlement, town, violations

__all__ = ["settlement", "town"]  # fixtures
# Each kind of page once. `make themes` looks whether the colours can be read in every state of every pattern.
ON_PAPER = [
    "sign-in",
    "sign-in-refused",
    "directory",
    "room",
    "empty-room",
    "room-to-join",
    "room-in-the-past",
    "connection-lost-with-a-message-pending",
    "message-refused",
    "panel-open",
    "menu-open",
    "rooms-sheet-open",
    "people-sheet-open",
    "direct-page",
    "members-with-an-error",
    "new-room-with-an-error",
    "person",
    "preferences-saved",
    "sessions",
    "site-settings",
    "people",
    "not-found",
]
# An open menu lies over links, as menus do: what is left of one is small. Without it they are looked at.
COVERED = {"menu-open": EVERYTHING | {"rules": {"target-size": {"enabled": False}}}}


@pytest.fixture(scope="module")
def running_server(database, tmp_path_factory):
    """The same site on paper, with mail."""
    var_dir = tmp_path_factory.mktemp("paper")
    servers.manage(
        servers.environment(var_dir, THEME="paper"), "collectstatic", "--verbosity=0", "--no-input"
    )
    with serving(
        var_dir,
        THEME="paper",
        DATABASE_URL=f"sqlite:///{database}",
        SECRET_KEY=settings.SECRET_KEY,
        EMAIL_URL="dummymail://",
    ) as server:
        yield server


@pytest.mark.parametrize("sight", ON_PAPER)
def test_a_sight_keeps_to_the_rules_on_paper(sight, town):
    page = SIGHTS[sight](town)
    assert page.locator("link[href*='css/theme.']").count() == 1

    found = violations(page, "light", COVERED.get(sight, EVERYTHING))
    page.emulate_media(color_scheme="dark")
    found += violations(page, "dark", COLOURS)

    assert found == []
