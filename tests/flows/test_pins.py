"""What a room keeps in view."""

from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation


def choose(shown, body: str, what: str) -> None:
    """Open the menu beside a message and press what it offers."""
    line = shown.message(body)
    line.hover()
    line.get_by_role("button", name="Do something with this message").click()
    shown.menu.get_by_role("button", name=what, exact=True).click()


def pins_of(shown):
    return shown.pins


def mark_on(shown, body: str):
    return shown.message(body).get_by_role("img", name="Pinned")


def test_a_pin_shows_to_everybody_and_to_who_was_away(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("the keys hang behind the door")
    bobs.should_show("the keys hang behind the door")
    expect(pins_of(bobs)).to_be_hidden()

    with offline(bobs):
        bobs.should_have_lost_the_line()
        choose(alices, "the keys hang behind the door", "Pin to the room")
        expect(mark_on(alices, "the keys hang behind the door")).to_be_visible()
        expect(pins_of(alices)).to_have_text("1")
    bobs.should_have_the_line_again()
    expect(mark_on(bobs, "the keys hang behind the door")).to_be_visible()
    expect(pins_of(bobs)).to_have_text("1")

    pins_of(bobs).click()
    bobs.should_be_titled("Pinned messages")
    expect(bobs.main).to_contain_text("the keys hang behind the door")
    expect(bobs.main).to_contain_text("Pinned by Alice")
    bobs.main.get_by_role("button", name="Unpin").click()
    expect(bobs.main).to_contain_text("Nothing is pinned here")
    expect(mark_on(alices, "the keys hang behind the door")).to_have_count(0)
    expect(pins_of(alices)).to_be_hidden()


def test_what_is_taken_back_is_no_longer_pinned(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.says("oh no")
    choose(bobs, "oh no", "Pin to the room")
    expect(pins_of(alices)).to_have_text("1")
    bobs.page.once("dialog", lambda dialog: dialog.accept())
    choose(bobs, "oh no", "Take back")
    expect(pins_of(alices)).to_be_hidden()


def test_pinning_with_scripts_off(lounge, alice, bob, enter, browse):
    alices = enter(lounge, alice)
    alices.says("plain and simple")
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = Conversation(bobs.main, lounge.name)
    room.link_of("plain and simple").click()
    bobs.main.get_by_role("button", name="Pin to the room").click()
    expect(mark_on(room, "plain and simple")).to_be_visible()
    expect(mark_on(alices, "plain and simple")).to_be_visible()
    room.pins.click()
    expect(bobs.main).to_contain_text("plain and simple")
    bobs.main.get_by_role("button", name="Unpin").click()
    expect(mark_on(alices, "plain and simple")).to_have_count(0)
