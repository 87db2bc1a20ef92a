"""A page that stays open holds so much of a log and no more, tells what is new, and shows it in its tab."""

import re

from playwright.sync_api import expect

MOST = 300  # messages, static/js/parley.js
PAGE = 50
SAID = [f"message {number}" for number in range(1, 601)]
HIDE = """hidden => {
  Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}"""


def scroll_back(page) -> None:
    """Scroll up until the first message is there."""
    shown = page.messages.count()
    while shown < len(SAID):
        page.scroller.evaluate("scroller => { scroller.scrollTop = -1e6 }")
        shown = min(shown + PAGE, len(SAID))
        expect(page.messages).to_have_count(shown)
    expect(page.older).to_have_count(0)


def test_a_log_stays_short_and_the_past_comes_back_on_scroll(lounge, alice, bob, enter):
    bobs = enter(lounge, bob)
    for body in SAID:
        lounge.post(alice, body)
    bobs.should_show(SAID[-1])

    held = bobs.messages.count()
    assert PAGE <= held <= MOST
    bobs.should_read(*SAID[-held:])
    expect(bobs.message(SAID[-1])).to_be_in_viewport()
    bobs.should_have_read_all()
    scroll_back(bobs)

    bobs.should_read(*SAID)
    live = bobs.conversation()
    bobs.reload()
    scroll_back(bobs)
    assert bobs.conversation() == live


def test_nothing_leaves_the_log_of_who_reads_far_up_and_it_is_short_again_below(lounge, alice, bob, enter):
    for body in SAID[:350]:
        lounge.post(bob, body)
    bobs = enter(lounge, bob)
    for shown in range(PAGE, 351, PAGE):
        expect(bobs.messages).to_have_count(shown)
        bobs.scroller.evaluate("scroller => { scroller.scrollTop = -1e6 }")
    lounge.post(alice, "news")
    bobs.should_read(*SAID[:350], "news")

    bobs.scroller.evaluate("scroller => { scroller.scrollTop = 0 }")
    lounge.post(alice, "more news")

    bobs.should_show("more news")
    assert bobs.messages.count() <= MOST
    expect(bobs.message("more news")).to_be_in_viewport()


def test_what_is_new_is_read_aloud_and_the_past_is_not(lounge, alice, bob, enter):
    for body in SAID[:70]:
        lounge.post(bob, body)
    lounge.refresh_from_db()
    lounge.membership_of(alice).read_through(lounge.clock)
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    expect(bobs.log).to_have_attribute("aria-live", "off")

    alices.says("good morning")
    expect(bobs.voice).to_contain_text("Alice")
    expect(bobs.voice).to_contain_text("good morning")
    bobs.scroller.evaluate("scroller => { scroller.scrollTop = -1e6 }")
    bobs.should_show("message 1")
    bobs.says("my own words")
    alices.should_show("my own words")

    expect(alices.voice).to_contain_text("my own words")
    expect(alices.voice).not_to_contain_text("good morning")
    expect(bobs.voice).to_contain_text("good morning")
    expect(bobs.voice).not_to_contain_text("message")


def test_of_a_burst_the_number_is_read_aloud(lounge, alice, bob, enter):
    bobs = enter(lounge, bob)

    for body in SAID[:20]:
        lounge.post(alice, body)

    bobs.should_read(*SAID[:20])
    expect(bobs.voice).to_have_text(re.compile(r"^New messages: \d+$"))


def test_the_tab_tells_what_is_unread(lounge, library, alice, bob, enter):
    bobs = enter(library, bob)
    icon = bobs.icon
    expect(bobs.page).to_have_title(re.compile(rf"^{library.name} "))
    expect(icon).to_have_attribute("href", re.compile(r"parley\."))

    lounge.post(alice, "one")
    lounge.post(alice, "two")
    expect(bobs.page).to_have_title(re.compile(rf"^\(2\) {library.name} "))
    expect(icon).to_have_attribute("href", re.compile(r"unread\."))
    moved = bobs.move_to(lounge)

    expect(moved.page).to_have_title(re.compile(rf"^{lounge.name} "))
    expect(icon).to_have_attribute("href", re.compile(r"parley\."))


def test_the_tab_tells_what_was_said_behind_it(lounge, alice, bob, enter):
    bobs = enter(lounge, bob)
    bobs.page.evaluate(HIDE, True)

    lounge.post(alice, "one")
    lounge.post(alice, "two")
    expect(bobs.page).to_have_title(re.compile(r"^\(2\) "))
    bobs.page.evaluate(HIDE, False)

    expect(bobs.page).to_have_title(re.compile(rf"^{lounge.name} "))
    expect(bobs.voice).to_contain_text("two")
