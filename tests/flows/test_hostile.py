"""A room full of people with bad intentions (tests/hostile.py), in a real browser.

The guard of all flows fails on any script error, console error or violation of the policy for content.
"""

import pytest
from playwright.sync_api import expect

from rooms import saying
from rooms.forms.text import legible, one_line
from rooms.models.poll import MOST
from tests.hostile import TEXTS

# Nobody may say so much so fast at a site that is not made for tests.
pytestmark = pytest.mark.own_site
# All of it stands on the first page of a log.
PER_ROOM = 48


@pytest.mark.parametrize("first", range(0, len(TEXTS), PER_ROOM))
def test_nothing_runs_and_the_page_stays_whole(lounge, alice, bob, enter, first, monkeypatch):
    monkeypatch.setattr("rooms.limits.posts.burst", 1000)
    for text in TEXTS[first : first + PER_ROOM]:
        saying.say({"body": text[:8000]}, lounge, alice)
    bobs = enter(lounge, bob)
    ran = []
    bobs.page.on("dialog", lambda dialog: ran.append(dialog.message) or dialog.dismiss())

    alices = enter(lounge, alice)
    alices.says("still here")

    bobs.should_show("still here")
    assert bobs.page.url.endswith(lounge.get_absolute_url())
    assert ran == []
    assert bobs.fits_the_width()
    for landmark in ("banner", "main", "log"):
        expect(bobs.page.get_by_role(landmark)).to_have_count(1)
    live = bobs.conversation()
    bobs.reload()
    assert bobs.conversation() == live


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "\u202eevil", "||*||*" * 900]
)
def test_what_comes_by_the_socket_is_as_harmless_as_what_comes_by_the_page(lounge, alice, bob, enter, text):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.say(text)
    expect(bobs.messages).to_have_count(1)
    alices.says("still here")
    bobs.should_show("still here")


@pytest.mark.parametrize("first", range(0, len(TEXTS), 3 * PER_ROOM))
def test_nothing_runs_in_polls_and_in_what_was_edited(lounge, alice, bob, enter, first, monkeypatch):
    monkeypatch.setattr("rooms.limits.posts.burst", 1000)
    bobs = enter(lounge, bob)
    texts = [one_line(text)[:80] for text in TEXTS[first : first + 3 * PER_ROOM] if legible(text).strip()]
    for at in range(0, len(texts), MOST):
        lounge.ask(alice, texts[at], texts[at : at + MOST])
        lounge.post(alice, "mine").edit("\n\n".join(texts[at : at + MOST]))
    enter(lounge, alice).says("still here")
    bobs.should_show("still here")
    assert bobs.fits_the_width()
    live = bobs.conversation()
    bobs.reload()
    assert bobs.conversation() == live
