"""Saying it in other words: in the composer's place, on everybody's page, with what was said before."""

import pytest
from playwright.sync_api import expect

from tests.flows.keys import should_hold_the_focus
from tests.flows.pages.conversation import Conversation
from tests.flows.pages.room_page import RoomPage
from tests.servers import wait_until

STANDS_UNDER_THE_BODY = """mark => {
  const body = mark.closest('li').querySelector('.message__body')
  return mark.getBoundingClientRect().top >= body.getBoundingClientRect().bottom
}"""
BOX = "Edit your message"
CARET = "box => [box.selectionStart, box.selectionEnd]"


def open_menu(page: Conversation, body: str):
    """Open what one can do with a message; return the menu."""
    message = page.message(body)
    message.hover()
    message.get_by_role("button", name="Do something with this message").click()
    return page.menu


def begin_to_edit(page: Conversation, body: str):
    """Choose to edit a message; return the box."""
    open_menu(page, body).get_by_role("link", name="Edit").click()
    box = page.root.get_by_label(BOX)
    expect(box).to_be_focused()
    return box


def edited_mark(page: Conversation, body: str):
    return page.edited_mark_of(body)


def test_everybody_reads_the_other_words(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.says("tehy come", "and more")

    box = begin_to_edit(bobs, "tehy come")
    expect(box).to_have_value("tehy come")
    assert box.evaluate(CARET) == [9, 9]
    expect(bobs.composer).to_be_hidden()
    box.fill("they *come*")
    box.press("Enter")

    for page in (bobs, alices):
        page.should_read("they come", "and more")
        expect(edited_mark(page, "they come")).to_be_visible()
        expect(edited_mark(page, "and more")).to_have_count(0)
        assert edited_mark(page, "they come").evaluate(STANDS_UNDER_THE_BODY)
    expect(box).to_have_count(0)
    expect(bobs.composer).to_be_visible()
    bobs.reload()
    bobs.should_read("they come", "and more")


def test_what_was_said_before_opens_beside_the_page(lounge, alice, bob, enter):
    said = lounge.post(bob, "one")
    said.edit("two")
    alices = enter(lounge, alice)
    mark = edited_mark(alices, "two")
    history = alices.page.get_by_role("region", name="What it said before")

    mark.click()
    expect(history.get_by_role("listitem")).to_contain_text(["one"])
    lounge.messages.get(pk=said.pk).edit("three")
    alices.should_read("three")
    edited_mark(alices, "three").click()
    expect(history.get_by_role("listitem")).to_contain_text(["two", "one"])
    alices.page.keyboard.press("Escape")

    expect(history).to_have_count(0)
    should_hold_the_focus(alices.messages)


def test_a_page_that_was_away_finds_the_other_words(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.says("one")
    alices.should_read("one")

    with offline(alices):
        alices.should_have_lost_the_line()
        box = begin_to_edit(bobs, "one")
        box.fill("two")
        box.press("Enter")
        bobs.should_read("two")
        alices.should_read("one")

    alices.should_have_the_line_again()
    alices.should_read("two")
    expect(edited_mark(alices, "two")).to_be_visible()


def test_nothing_that_happens_to_the_message_touches_what_one_types(lounge, alice, bob, enter, another_tab):
    said = lounge.post(bob, "one")
    bobs = enter(lounge, bob)
    box = begin_to_edit(bobs, "one")
    box.press_sequentially(" and a half")
    box.press("ArrowLeft")

    lounge.messages.get(pk=said.pk).edit("one, from another device")
    bobs.should_read("one, from another device")

    expect(box).to_be_focused()
    expect(box).to_have_value("one and a half")
    assert box.evaluate(CARET) == [13, 13]
    # Nor does who asks for it again.
    begin_to_edit(bobs, "one, from another device")
    expect(box).to_have_value("one and a half")
    box.press("Enter")
    bobs.should_read("one and a half")


def test_a_menu_that_is_slow_to_come_shows_nothing_of_another_message(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.says("one", "two")
    menu = open_menu(bobs, "one")
    expect(menu.get_by_role("link", name="Edit")).to_be_visible()
    bobs.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    held = []
    bobs.page.route("**/actions/", lambda route: held.append(route))  # noqa: PLW0108 (as in test_moving.py)

    open_menu(bobs, "two")

    expect(menu.get_by_role("link")).to_have_count(0)
    wait_until(lambda: bobs.page.title() and held, "the menu was asked for")
    held.pop().continue_()
    menu.get_by_role("link", name="Edit").click()
    expect(bobs.main.get_by_label(BOX)).to_have_value("two")


def test_what_is_refused_keeps_its_text(lounge, bob, enter, settings):
    lounge.post(bob, "one")
    bobs = enter(lounge, bob)
    box = begin_to_edit(bobs, "one")
    form = bobs.form_of(BOX)

    box.fill(essay := "x" * (settings.MESSAGE_LENGTH + 2))
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text("This is 2 characters too long.")
    expect(box).to_have_value(essay)
    lounge.archive()
    box.fill("two")
    box.press("Enter")

    expect(form.get_by_role("alert")).to_have_text("This message cannot be edited any more.")
    expect(box).to_have_value("two")
    bobs.should_read("one")


@pytest.mark.parametrize("way", ["Escape", "Cancel"])
def test_the_editor_closes_and_the_draft_is_there_again(way, lounge, bob, enter):
    lounge.post(bob, "one")
    bobs = enter(lounge, bob)
    bobs.write("half a sentence")

    box = begin_to_edit(bobs, "one")
    box.fill("two")
    box.press("Escape") if way == "Escape" else bobs.main.get_by_role("button", name="Cancel").click()

    expect(box).to_have_count(0)
    expect(bobs.composer).to_have_value("half a sentence")
    bobs.should_read("one")
    should_hold_the_focus(bobs.messages)


def test_what_one_types_waits_while_one_looks_into_another_room(lounge, library, bob, enter):
    lounge.post(bob, "one")
    bobs = enter(lounge, bob)
    box = begin_to_edit(bobs, "one")
    box.fill("one and a half")

    bobs.move_to(library).move_to(lounge)

    expect(box).to_have_value("one and a half")
    box.press("Enter")
    bobs.should_read("one and a half")


def test_what_one_types_outlives_a_reload(lounge, bob, enter):
    lounge.post(bob, "one")
    bobs = enter(lounge, bob)
    begin_to_edit(bobs, "one").fill("one and a half")

    bobs.reload()

    box = begin_to_edit(bobs, "one")
    expect(box).to_have_value("one and a half")
    box.press("Escape")
    expect(box).to_have_count(0)
    # What one gave up is gone.
    expect(begin_to_edit(bobs, "one")).to_have_value("one")


def test_the_editor_has_marks_of_its_own(lounge, bob, enter):
    lounge.post(bob, "one")
    bobs = enter(lounge, bob)
    bobs.write("half a sentence")
    box = begin_to_edit(bobs, "one")
    form = bobs.main.locator("form").filter(has=bobs.page.get_by_label(BOX))

    box.select_text()
    box.press("Control+b")
    expect(box).to_have_value("**one**")
    box.select_text()
    form.get_by_role("button", name="Struck out").click()
    expect(box).to_have_value("~~**one**~~")
    box.press("Enter")

    bobs.should_read("one")
    expect(bobs.composer).to_have_value("half a sentence")


def test_names_are_completed_in_the_editor_too(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.says("one")
    box = begin_to_edit(bobs, "one")

    box.press_sequentially(f" @{alice.username[:4]}")
    form = bobs.main.locator("form").filter(has=bobs.page.get_by_label(BOX))
    expect(form.get_by_role("list", name="Suggestions").get_by_role("button")).to_contain_text([alice.name])
    box.press("Enter")
    expect(box).to_have_value(f"one @{alice.username} ")
    box.press("Enter")

    alices.should_read(f"one @{alice.name}")


def test_the_up_arrow_edits_ones_last_words(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.says("one", "two")
    alices.says("three")
    bobs.should_read("one", "two", "three")
    box = bobs.main.get_by_label(BOX)

    bobs.write("x")
    bobs.composer.press("ArrowUp")
    bobs.composer.fill("")
    bobs.composer.press("ArrowUp")
    expect(box).to_have_value("two")
    expect(box).to_be_focused()
    box.press_sequentially("!")
    box.press("Enter")

    for page in (alices, bobs):
        page.should_read("one", "two!", "three")
    expect(bobs.composer).to_be_focused()


def test_the_up_arrow_reads_where_nothing_is_written(lounge, bob, enter):
    for number in range(40):
        lounge.post(bob, f"message {number}")
    bobs = enter(lounge, bob)
    bobs.scroller.focus()

    bobs.scroller.press("ArrowUp")

    expect(bobs.message("message 39")).to_be_visible()
    bobs.page.wait_for_function("log => log.scrollTop < 0", arg=bobs.scroller.element_handle())
    expect(bobs.main.get_by_label(BOX)).to_have_count(0)


def test_the_up_arrow_does_nothing_for_who_said_nothing(lounge, alice, bob, enter):
    lounge.post(alice, "hello")
    lounge.post(bob, "oh").retract()
    bobs = enter(lounge, bob)

    with bobs.page.expect_response("**/messages/last/edit/"):
        bobs.composer.press("ArrowUp")
    bobs.says("good day")

    expect(bobs.main.get_by_label(BOX)).to_have_count(0)


def test_in_a_panel_too(lounge, alice, bob, enter):
    enter(lounge, alice)
    bobs = enter(lounge, bob)
    to_alice = bobs.talk_privately_to("Alice")
    to_alice.says("psst")

    to_alice.composer.press("ArrowUp")
    box = to_alice.root.get_by_label(BOX)
    box.fill("hello")
    box.press("Enter")
    to_alice.should_read("hello")
    expect(to_alice.composer).to_be_focused()
    to_alice.composer.press("ArrowUp")
    expect(box).to_be_focused()
    box.press("Escape")

    # The editor closes, the panel does not.
    expect(box).to_have_count(0)
    expect(to_alice.composer).to_be_focused()


def test_with_scripts_off(lounge, alice, bob, browse, enter, guard):
    guard.expect_answer(422)
    said = lounge.post(bob, "one")
    alices = enter(lounge, alice)
    bobs = browse(bob, java_script_enabled=False).go(said.get_absolute_url())
    room = RoomPage(bobs.page, lounge)

    bobs.main.get_by_role("link", name="Edit", exact=True).last.click()
    bobs.should_be_titled(BOX)
    box = bobs.main.get_by_label(BOX)
    expect(box).to_have_value("one")
    box.fill("  ")
    bobs.main.get_by_role("button", name="Save").click()
    expect(bobs.main.get_by_role("alert")).to_have_text("Write something first.")
    box.fill("two")
    bobs.main.get_by_role("button", name="Save").click()

    room.should_read("two")
    alices.should_read("two")
    edited_mark(room, "two").click()
    bobs.should_be_titled("What it said before")
    expect(bobs.main.get_by_role("listitem")).to_contain_text(["one"])
    bobs.main.get_by_role("link", name="Back to the message").click()
    room.should_read("two")
