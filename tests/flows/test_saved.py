"""What one keeps for oneself."""

from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation
from tests.flows.test_pins import choose


def test_what_one_saves_is_found_on_another_device_and_by_nobody_else(lounge, alice, bob, enter, browse):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("worth keeping", "and this not")
    bobs.should_show("and this not")
    choose(bobs, "worth keeping", "Save for myself")
    expect(bobs.menu).to_be_hidden()

    phone = browse(bob).go("/chat/")
    phone.open_menu()
    phone.banner.get_by_role("link", name="Saved messages").click()
    phone.should_be_titled("Saved messages")
    expect(phone.main).to_contain_text("worth keeping")
    expect(phone.main).not_to_contain_text("and this not")
    expect(browse(alice).go("/saved/").main).to_contain_text("You saved nothing yet")

    phone.main.get_by_role("link").click()
    there = Conversation(phone.main, lounge.name)
    expect(there.message("worth keeping")).to_be_in_viewport()
    choose(bobs, "worth keeping", "Remove from saved messages")
    expect(bobs.menu).to_be_hidden()
    expect(phone.go("/saved/").main).to_contain_text("You saved nothing yet")


def test_saving_with_scripts_off(lounge, alice, bob, enter, browse):
    enter(lounge, alice).says("plain and simple")
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = Conversation(bobs.main, lounge.name)
    room.link_of("plain and simple").click()
    bobs.main.get_by_role("button", name="Save for myself").click()
    bobs.go("/saved/")
    expect(bobs.main).to_contain_text("plain and simple")
    bobs.main.get_by_role("button", name="Remove").click()
    expect(bobs.main).to_contain_text("You saved nothing yet")
