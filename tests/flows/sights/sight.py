"""What a sight is, and how it is counted."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.flows.town import Town

SIGHTS: dict[str, Callable[[Town], Page]] = {}


def sight(show):
    """Count a function among the sights, by its name."""
    SIGHTS[show.__name__.replace("_", "-")] = show
    return show


def with_alert(page: Page) -> Page:
    """Wait until the page says what is wrong."""
    page.get_by_role("main").get_by_role("alert").filter(has_text=" ").first.wait_for()
    return page
