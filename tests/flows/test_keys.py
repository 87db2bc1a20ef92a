"""The map of the keys, the quick way to another room, and moving through messages without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.flows.keys import Keys, should_hold_the_focus
from tests.flows.pages.room_page import RoomPage

CARET = "box => [box.value, box.selectionStart, box.selectionEnd]"

AT_ONCE = """() => addEventListener('htmx:afterSwap', () => queueMicrotask(() =>
  document.querySelector('[popovertarget=switcher]').click()), {once: true})"""


def switcher(page):
    return page.switcher


def map_of_keys(page):
    return page.keys_overlay


# The map


def test_a_question_mark_opens_the_map_of_the_keys(lounge, alice, bob, enter):
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    keys.walk_to(bobs.scroller)

    keys.press("?")
    expect(map_of_keys(bobs).get_by_role("heading")).to_be_focused()
    expect(map_of_keys(bobs)).to_contain_text("Go to a room")
    lounge.post(alice, "meanwhile")
    bobs.should_read("meanwhile")
    expect(map_of_keys(bobs).get_by_role("heading")).to_be_focused()
    keys.press("Escape")

    expect(map_of_keys(bobs)).to_be_hidden()
    expect(bobs.scroller).to_be_focused()


def test_a_question_mark_that_one_types_is_one(lounge, bob, enter):
    bobs = enter(lounge, bob)

    bobs.write("?")
    bobs.write(" why?")

    expect(bobs.composer).to_have_value("? why?")
    expect(map_of_keys(bobs)).to_be_hidden()


def test_the_menu_leads_to_both(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.open_menu()
    bobs.banner.get_by_role("button", name="Keys").click()
    expect(map_of_keys(bobs)).to_contain_text("Go to a room")

    bobs.page.keyboard.press("Escape")
    # Escape closed what was opened last; the menu is next.
    expect(map_of_keys(bobs)).to_be_hidden()
    bobs.banner.get_by_role("button", name="Go to a room").click()

    expect(switcher(bobs).get_by_role("searchbox")).to_be_focused()


# Another room


@pytest.mark.parametrize("shortcut", ["Control+k", "Meta+k", "Control+K"])
def test_some_letters_lead_to_another_room(shortcut, lounge, library, bob, enter):
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    bobs.write("half a sentence")

    keys.press(shortcut)
    expect(switcher(bobs).get_by_role("searchbox")).to_be_focused()
    keys.type(library.name[:12])
    expect(switcher(bobs).get_by_role("link")).to_have_text([library.name])
    keys.press("Enter")

    moved = RoomPage(bobs.page, library)
    moved.is_here()
    expect(switcher(moved)).to_be_hidden()
    expect(bobs.page).to_have_url(re.compile(re.escape(library.get_absolute_url())))
    # By a swap and not by a new page: the socket is the same.
    moved.says("hello")


def test_the_arrows_choose(lounge, library, alice, bob, carol, unique, open_up, enter):
    attic = open_up(alice, unique("Attic"))
    for room in (attic, library):
        room.admit(bob)
        room.post(alice, "hello")
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    links = switcher(bobs).get_by_role("link")

    keys.press("Control+k")
    for place, name in enumerate([f"{library.name} 1", f"{attic.name} 1", lounge.name]):
        expect(links.nth(place)).to_have_text(name)
    keys.press("ArrowDown", "ArrowDown")
    expect(links.nth(1)).to_be_focused()
    keys.press("ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp")
    expect(switcher(bobs).get_by_role("searchbox")).to_be_focused()
    keys.press("ArrowDown", "ArrowDown", "Enter")

    RoomPage(bobs.page, attic).is_here()


def test_it_leads_to_people_and_to_rooms_that_are_new(lounge, alice, bob, carol, unique, open_up, enter):
    garden = open_up(carol, unique("Garden"))
    name = unique("Zoe")
    alice.display_name = name
    alice.save()
    type(lounge).objects.direct_between(alice, bob).post(alice, "psst")
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)

    keys.press("Control+k")
    keys.type(garden.name)
    expect(switcher(bobs).get_by_role("link")).to_have_text([garden.name])
    keys.press("Tab", "Enter")
    bobs.should_be_titled(garden.name)
    expect(bobs.main.get_by_role("button", name="Join this room")).to_be_visible()
    keys.press("Control+k")
    expect(switcher(bobs).get_by_role("searchbox")).to_have_value("")
    keys.type(name)
    expect(switcher(bobs).get_by_role("link")).to_have_text([f"{name} 1"])
    keys.press("Enter")

    expect(bobs.heading).to_contain_text(name)


def test_it_opens_in_the_moment_a_move_arrives(lounge, library, bob, enter):
    bobs = enter(lounge, bob)
    bobs.page.evaluate(AT_ONCE)
    bobs.sidebar.go_to(library.name)

    expect(switcher(bobs).get_by_role("link")).to_contain_text([library.name])
    expect(switcher(bobs).get_by_role("searchbox")).to_be_focused()


def test_escape_leaves_everything_as_it_was(lounge, alice, bob, enter):
    enter(lounge, alice)
    bobs = enter(lounge, bob)
    to_alice = bobs.talk_privately_to("Alice")
    to_alice.write("half a sentence")
    to_alice.composer.press("ArrowLeft")
    caret = to_alice.composer.evaluate(CARET)

    bobs.page.keyboard.press("Control+k")
    expect(switcher(bobs).get_by_role("searchbox")).to_be_focused()
    bobs.page.keyboard.press("Escape")

    expect(switcher(bobs)).to_be_hidden()
    expect(to_alice.composer).to_be_focused()
    assert to_alice.composer.evaluate(CARET) == caret


def test_nothing_of_that_name(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.page.keyboard.press("Control+k")
    bobs.page.keyboard.type("no such room")

    expect(switcher(bobs).get_by_role("status")).to_have_text("No room matches “no such room”.")


def test_on_a_narrow_page(lounge, library, bob, enter):
    bobs = enter(lounge, bob, viewport={"width": 360, "height": 740})
    bobs.page.keyboard.press("Control+k")

    expect(switcher(bobs).get_by_role("link").filter(has_text=library.name)).to_be_visible()
    switcher(bobs).get_by_role("link").filter(has_text=library.name).click()

    RoomPage(bobs.page, library).is_here()
    expect(switcher(bobs)).to_be_hidden()


def test_with_scripts_off_the_menu_leads_to_another_room(lounge, library, bob, browse):
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    bobs.open_menu()
    expect(bobs.banner.get_by_role("button", name="Keys")).to_be_hidden()
    bobs.banner.get_by_role("button", name="Go to a room").click()
    switcher(bobs).get_by_role("searchbox").fill(library.name)
    switcher(bobs).get_by_role("searchbox").press("Enter")

    bobs.should_be_titled(library.name)


# Through the messages


def test_from_the_box_up_through_the_messages_and_back(lounge, alice, bob, enter):
    for body in ("one", "two", "three"):
        lounge.post(alice, body)
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    bobs.write("half a sentence")

    keys.press("Alt+ArrowUp")
    expect(bobs.message("three")).to_be_focused()
    keys.press("Alt+ArrowUp", "Alt+ArrowUp")
    expect(bobs.message("one")).to_be_focused()
    lounge.post(alice, "four")
    bobs.should_read("one", "two", "three", "four")
    expect(bobs.message("one")).to_be_focused()
    keys.press("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    expect(bobs.message("four")).to_be_focused()
    keys.press("Alt+ArrowDown")

    expect(bobs.composer).to_be_focused()
    expect(bobs.composer).to_have_value("half a sentence")


def test_a_message_is_edited_and_taken_back_without_a_mouse(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.says("one", "two")
    bobs.page.on("dialog", lambda dialog: dialog.accept())
    keys = Keys(bobs.page)

    keys.press("Alt+ArrowUp", "Alt+ArrowUp", "Enter")
    menu = bobs.menu
    expect(menu.get_by_role("link", name="Edit")).to_be_visible()
    keys.choose(menu.get_by_role("link", name="Edit"))
    expect(bobs.main.get_by_label("Edit your message")).to_be_focused()
    keys.type("!")
    keys.press("Enter")
    alices.should_read("one!", "two")

    # One is where one was.
    should_hold_the_focus(bobs.message("one!"))
    keys.press("Alt+ArrowDown", "Enter")
    expect(menu.get_by_role("button", name="Take back")).to_be_visible()
    keys.choose(menu.get_by_role("button", name="Take back"))
    alices.should_read("one!")


def test_a_focused_message_that_changes_keeps_the_focus_in_it(lounge, alice, bob, enter):
    said = [lounge.post(alice, body) for body in ("one", "two", "three")]
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    bobs.composer.focus()
    keys.press("Alt+ArrowUp", "Alt+ArrowUp")
    expect(bobs.message("two")).to_be_focused()

    said[1].edit("two and a half")
    bobs.should_read("one", "two and a half", "three")
    should_hold_the_focus(bobs.message("two and a half"))
    keys.press("Alt+ArrowUp")

    expect(bobs.message("one")).to_be_focused()


def test_the_arrows_move_through_a_menu(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.says("one")
    keys = Keys(bobs.page)
    keys.press("Alt+ArrowUp", "Enter")
    expect(bobs.menu.get_by_role("link", name="More emoji")).to_be_visible()

    keys.press("ArrowDown")
    expect(bobs.menu.get_by_role("button").first).to_be_focused()
    keys.press("ArrowDown", "ArrowUp", "ArrowUp")
    expect(bobs.menu.get_by_role("button", name="Take back")).to_be_focused()
    keys.choose(bobs.menu.get_by_role("link", name="More emoji"))
    found = bobs.menu.get_by_role("searchbox")
    expect(found).to_be_focused()
    keys.press("ArrowDown")

    expect(bobs.menu.get_by_role("button").first).to_be_focused()


def test_a_menu_that_is_out_of_date_says_so(lounge, alice, bob, enter, guard):
    guard.expect_answer(403)
    bobs = enter(lounge, bob)
    bobs.says("one")
    menu = bobs.menu_of("one")
    lounge.archive()

    menu.get_by_role("button", name="Pin to the room").click()

    expect(bobs.page.get_by_role("alert").filter(has_text="You cannot do this")).to_be_visible()
    expect(menu).to_be_hidden()


def test_escape_closes_a_menu_and_leaves_the_panel(lounge, alice, bob, enter):
    enter(lounge, alice)
    bobs = enter(lounge, bob)
    bobs.says("one")
    to_alice = bobs.talk_privately_to("Alice")
    bobs.composer.focus()
    keys = Keys(bobs.page)

    keys.press("Alt+ArrowUp", "Enter")
    menu = bobs.menu
    expect(menu.get_by_role("link", name="Edit")).to_be_visible()
    keys.press("Escape")

    expect(menu).to_be_hidden()
    expect(to_alice.root).to_be_visible()


def test_a_message_is_answered_without_a_mouse(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("When does it leave?", "And from where?")
    bobs.should_read("When does it leave?", "And from where?")
    keys = Keys(bobs.page)

    bobs.composer.focus()
    keys.press("Alt+ArrowUp", "Alt+ArrowUp", "Enter")
    menu = bobs.menu
    expect(menu.get_by_role("link", name="Reply", exact=True)).to_be_visible()
    keys.choose(menu.get_by_role("link", name="Reply", exact=True))
    expect(bobs.composer).to_be_focused()
    keys.type("At seven")
    keys.press("Enter")

    for page in (alices, bobs):
        expect(page.quote_in("At seven")).to_have_text("Alice When does it leave?")
    expect(bobs.composer).to_be_focused()
