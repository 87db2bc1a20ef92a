"""Every message has a place: its address opens the log around it, and leads from there to the present."""

import pytest
from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation

# Nobody may say so much so fast at a site that is not made for tests.
pytestmark = pytest.mark.own_site

SAID = [f"message {number}" for number in range(1, 171)]
SCROLL_DOWN = "log => { log.closest('[role=group]').scrollTop = 0 }"
SCROLL_UP = "log => { log.closest('[role=group]').scrollTop = -1e6 }"
# Where the words of a message stand on the screen.
TOP = "li => li.querySelector('.message__body').getBoundingClientRect().top"


@pytest.fixture
def told(lounge, alice, bob):
    """What was said in the lounge, by its words."""
    return {body: lounge.post((alice, bob)[n % 3 == 0], body) for n, body in enumerate(SAID)}


def test_a_place_leads_back_to_the_present_and_lives_from_there_on(told, lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.page.goto(told["message 60"].get_absolute_url())
    bobs.is_ready()
    bobs.should_read(*SAID[35:85])
    bobs.should_point_at("message 60")

    # what is said meanwhile belongs further down
    alices.says("meanwhile")
    bobs.composer.fill("half a thought")

    # upwards, and down again: whoever reads goes on reading where they were
    bobs.log.evaluate(SCROLL_UP)
    bobs.should_read(*SAID[:85])
    for shown in (SAID[:135], [*SAID, "meanwhile"]):
        last = bobs.messages.last
        bobs.log.evaluate(SCROLL_DOWN)
        stood_at = last.evaluate_handle("li => li")
        bobs.should_read(*shown)
        expect(bobs.messages.last).not_to_be_in_viewport()
        assert stood_at.as_element().evaluate(TOP) < bobs.scroller.evaluate(
            "it => it.getBoundingClientRect().bottom"
        )
    expect(bobs.newer).to_have_count(0)

    # live, with what was typed in its place
    expect(bobs.composer).to_have_value("half a thought")
    alices.says("news")
    bobs.should_read(*SAID, "meanwhile", "news")
    bobs.says("a whole thought")
    alices.should_show("a whole thought")
    bobs.should_read(*SAID, "meanwhile", "news", "a whole thought")


def test_what_changed_while_one_read_the_past_is_so_when_one_has_reached_the_present(
    told, lounge, alice, bob, enter
):
    bobs = enter(lounge, bob)
    bobs.page.goto(told["message 120"].get_absolute_url())
    bobs.is_ready()
    bobs.should_show("message 120")

    told["message 121"].retract()
    bobs.log.evaluate(SCROLL_DOWN)

    bobs.should_show("message 170")
    bobs.should_not_show("message 121")


def test_saying_something_in_the_past_leads_to_the_present(told, lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.page.goto(told["message 60"].get_absolute_url())
    bobs.is_ready()

    bobs.composer.fill("an answer")
    bobs.send.click()

    bobs.should_show("message 170", "an answer")
    bobs.should_not_show("message 60")
    alices.should_show("an answer")


def test_the_newest_are_one_press_away(told, lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.page.goto(told["message 60"].get_absolute_url())
    bobs.is_ready()

    bobs.main.get_by_role("link", name="Newest messages").last.click()

    bobs.is_ready()
    bobs.should_read(*SAID[-50:])


def test_a_page_that_was_away_at_its_place_comes_to_the_present_too(told, lounge, alice, bob, enter, offline):
    bobs = enter(lounge, bob)
    bobs.page.goto(told["message 100"].get_absolute_url())
    bobs.is_ready()

    with offline(bobs):
        bobs.should_have_lost_the_line()
        lounge.post(alice, "said meanwhile")
    bobs.should_have_the_line_again()
    for newest in ("message 125", "said meanwhile"):
        bobs.should_show(newest)
        bobs.log.evaluate(SCROLL_DOWN)

    bobs.says("here again")
    bobs.should_read(*SAID[75:], "said meanwhile", "here again")


def test_what_becomes_of_a_message_that_is_not_shown_is_applied_all_the_same(told, lounge, bob, enter):
    bobs = enter(lounge, bob)
    before = bobs.cursor

    told["message 10"].edit("in other words")

    lounge.refresh_from_db()
    assert lounge.clock > before
    bobs.should_have_applied(lounge.clock)
    bobs.should_not_show("in other words")


def test_places_with_scripts_off(told, lounge, bob, browse):
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    there = Conversation(bobs.main, lounge.name)
    there.link_of("message 150").click()

    expect(there.pointed_at).to_contain_text("message 150")
    expect(there.pointed_at).to_be_in_viewport()

    bobs.go(told["message 60"].get_absolute_url())
    shown = there.bodies
    expect(shown).to_have_text(SAID[35:85])
    bobs.page.get_by_role("link", name="Newer messages").click()
    expect(shown).to_have_text(SAID[85:135])
    bobs.page.get_by_role("link", name="Newer messages").click()
    expect(shown).to_have_text(SAID[135:])
    expect(bobs.page.get_by_role("link", name="Newer messages")).to_have_count(0)


def test_coming_back_to_a_place_points_at_it_again(told, lounge, library, bob, enter):
    bobs = enter(lounge, bob)
    bobs.page.goto(told["message 60"].get_absolute_url())
    bobs.should_point_at("message 60")

    bobs.move_to(library)
    bobs.page.go_back()

    bobs.is_here()
    bobs.should_point_at("message 60")


def test_the_link_and_the_text_are_copied(lounge, alice, bob, enter):
    said = lounge.post(alice, "**Ferry** at seven")
    bobs = enter(lounge, bob)

    bobs.choose("Ferry at seven", "Copy the text")
    expect(bobs.menu.get_by_role("textbox", name="Copied")).to_have_value("**Ferry** at seven")
    bobs.page.keyboard.press("Escape")
    bobs.composer.press("Control+V")
    expect(bobs.composer).to_have_value("**Ferry** at seven")

    bobs.choose("Ferry at seven", "Copy the link")
    bobs.page.keyboard.press("Escape")
    bobs.composer.fill("")
    bobs.composer.press("Control+V")
    assert bobs.composer.input_value().endswith(said.get_absolute_url())
    bobs.page.goto(bobs.composer.input_value())
    bobs.should_point_at("Ferry at seven")
