"""How long one may edit and take back what one said, as the owner decided."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect


@pytest.fixture
def decide(enrol, browse):
    """Let the owner decide on the Site page: `decide(edit="30", retract="90")`; nothing holds afterwards."""
    page = browse(enrol("Olga", role="owner")).go("/site/").page

    def decide(edit: str = "", retract: str = "") -> None:
        page.get_by_label("How long people may edit what they said").fill(edit)
        page.get_by_label("How long people may take back what they said").fill(retract)
        with page.expect_navigation():
            page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()

    yield decide
    decide()


@pytest.mark.own_site
def test_the_menu_offers_what_there_is_still_time_for(lounge, alice, bob, enter, decide):
    for body, minutes in (("long ago", 120), ("an hour ago", 60), ("just now", 0)):
        lounge.post(bob, body, at=timezone.now() - timedelta(minutes=minutes))
    decide(edit="30", retract="90")
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    for body, may_edit, may_take_back in (
        ("long ago", 0, 0),
        ("an hour ago", 0, 1),
        ("just now", 1, 1),
    ):
        menu = bobs.menu_of(body)
        expect(menu.get_by_role("link", name="Reply", exact=True)).to_be_visible()
        expect(menu.get_by_role("link", name="Edit", exact=True)).to_have_count(may_edit)
        expect(menu.get_by_role("button", name="Take back")).to_have_count(may_take_back)
        bobs.page.keyboard.press("Escape")
    # Whoever keeps order is not bound.
    expect(alices.menu_of("long ago").get_by_role("button", name="Take back")).to_be_visible()
