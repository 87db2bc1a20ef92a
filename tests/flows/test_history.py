import re

import pytest
from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation
from tests.servers import wait_until

# Nobody may say so much so fast at a site that is not made for tests.
pytestmark = pytest.mark.own_site

SAID = [f"message {number}" for number in range(1, 121)]
# Where the words of a message stand on the screen (above them may be the name of a day).
TOP = "li => li.querySelector('.message__body').getBoundingClientRect().top"
# Scroll up as far as it goes, and say where a message stands then, before anything can have loaded.
SCROLL_UP = """li => {
  li.closest('[role=group]').scrollTop = -1e6
  return li.querySelector('.message__body').getBoundingClientRect().top
}"""
HEIGHT = "log => log.getBoundingClientRect().height"
WIDE, NARROWER = {"width": 1440, "height": 900}, {"width": 1100, "height": 900}
# What the browser does to the place of a log after a change of size is done by then.
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def long_lounge(lounge, alice, bob):
    for number, body in enumerate(SAID):
        lounge.post((alice, bob)[number % 3 == 0], body)
    return lounge


def test_older_messages_load_without_a_jump(long_lounge, bob, enter):
    bobs = enter(long_lounge, bob)
    bobs.should_read(*SAID[-50:])

    oldest = bobs.message("message 71")
    stood_at = oldest.evaluate(SCROLL_UP)
    bobs.should_read(*SAID[-100:])
    assert oldest.evaluate(TOP) == pytest.approx(stood_at, abs=2)

    oldest = bobs.message("message 21")
    stood_at = oldest.evaluate(SCROLL_UP)
    bobs.should_read(*SAID)
    assert oldest.evaluate(TOP) == pytest.approx(stood_at, abs=2)
    expect(bobs.older).to_have_count(0)


def test_what_loads_later_looks_as_it_would_have_at_first(long_lounge, alice, bob, enter):
    bobs = enter(long_lounge, bob)
    bobs.message("message 71").evaluate(SCROLL_UP)
    bobs.message("message 21").evaluate(SCROLL_UP)
    bobs.should_read(*SAID)

    expect(bobs.messages.first).to_have_attribute("data-day", re.compile("."))
    days = [said.day for said in bobs.conversation()]

    assert days[0]
    assert set(days[1:]) == {None}


def test_the_log_does_not_grow_when_its_day_is_written_above_it(long_lounge, bob, enter):
    bobs = enter(long_lounge, bob)
    log = bobs.main.get_by_role("log")
    held = []
    bobs.page.route("**/js/parley*.js", lambda route: held.append(route))  # noqa: PLW0108 (as in test_moving.py)
    bobs.page.reload(wait_until="commit")
    bobs.should_read(*SAID[-50:])
    height = log.evaluate(HEIGHT)

    wait_until(lambda: bobs.page.title() and held, "the script was asked for")
    held.pop().continue_()
    bobs.is_ready()

    expect(bobs.messages.first).to_have_attribute("data-day", re.compile("."))
    assert log.evaluate(HEIGHT) == pytest.approx(height, abs=1)


def test_the_end_stays_in_sight_when_the_log_gets_narrower(seed, enter, offline):
    scene = seed("small-team")
    mayas = enter(scene.room_called("Harbour office"), scene.people["maya"], viewport=WIDE)

    with offline(mayas):
        mayas.say("This waits")
        mayas.page.evaluate(TWO_FRAMES)
        mayas.page.set_viewport_size(NARROWER)
        mayas.page.evaluate(TWO_FRAMES)

        expect(mayas.unsent).to_be_in_viewport(ratio=1)


def test_a_message_that_arrives_moves_nobody_who_reads_the_past(long_lounge, alice, bob, enter):
    alices, bobs = enter(long_lounge, alice), enter(long_lounge, bob)
    bobs.message("message 71").evaluate(SCROLL_UP)
    bobs.should_read(*SAID[-100:])
    bobs.message("message 80").scroll_into_view_if_needed()
    stood_at = bobs.message("message 80").evaluate(TOP)

    alices.says("news")

    bobs.should_show("news")
    assert bobs.message("message 80").evaluate(TOP) == pytest.approx(stood_at, abs=2)
    expect(bobs.message("news")).not_to_be_in_viewport()


def test_the_newest_message_is_in_view_at_first_and_when_it_arrives(long_lounge, alice, bob, enter):
    alices, bobs = enter(long_lounge, alice), enter(long_lounge, bob)
    expect(bobs.message("message 120")).to_be_in_viewport()

    alices.says("news")

    expect(bobs.message("news")).to_be_in_viewport()
    expect(alices.message("news")).to_be_in_viewport()


def test_older_messages_by_a_link_with_scripts_off(long_lounge, bob, browse):
    bobs = browse(bob, java_script_enabled=False).go(long_lounge.get_absolute_url())
    shown = Conversation(bobs.main, long_lounge.name).bodies
    expect(shown).to_have_text(SAID[-50:])

    bobs.page.get_by_role("link", name="Older messages").click()
    expect(shown).to_have_text(SAID[20:70])
    bobs.page.get_by_role("link", name="Older messages").click()
    expect(shown).to_have_text(SAID[:20])
    expect(bobs.page.get_by_role("link", name="Older messages")).to_have_count(0)
    bobs.page.get_by_role("link", name="Newer messages").click()
    expect(shown).to_have_text(SAID[20:70])
    bobs.page.get_by_role("link", name="Newest messages").first.click()
    expect(shown).to_have_text(SAID[-50:])


def test_who_was_away_for_long_gets_the_newest_page(lounge, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    bobs = enter(lounge, bob, through=network)
    network.cut()
    bobs.should_have_lost_the_line()
    said = [f"message {number}" for number in range(1, 251)]
    for body in said:
        lounge.post(alice, body)

    network.mend()

    bobs.should_have_the_line_again()
    bobs.should_read(*said[-50:])
    expect(bobs.main.get_by_role("status").filter(has_text="250 messages came")).to_be_visible()
    live = bobs.conversation()
    bobs.should_have_read_all()
    bobs.reload()
    assert bobs.conversation() == live
