from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rooms.models import Message
from tests.flows.pages.directory_page import DirectoryPage

MARKUP = "<img src=x onerror=\"alert('body')\"> & <b>bold</b> </li></ol> {{ 7|add:7 }}"


def test_two_people_talk(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.say("Hello, Bob")
    bobs.should_read("Hello, Bob")
    bobs.say("Hello, Alice")
    alices.should_read("Hello, Bob", "Hello, Alice")
    bobs.should_read("Hello, Bob", "Hello, Alice")
    expect(alices.unsent).to_have_count(0)


def test_enter_sends_and_shift_enter_begins_a_line(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.write("roses are red")
    alices.composer.press("Shift+Enter")
    alices.write("violets are blue")
    expect(alices.composer).to_have_value("roses are red\nviolets are blue")
    alices.should_read()
    alices.composer.press("Enter")

    expect(alices.composer).to_have_value("")
    expect(alices.composer).to_be_focused()
    for page in (alices, bobs):
        expect(page.messages).to_have_count(1)
        assert page.conversation()[0].body == "roses are red\nviolets are blue"


def test_the_button_sends_too(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.composer.fill("by the button")
    alices.send.click()

    bobs.should_read("by the button")
    expect(alices.composer).to_have_value("")


def test_an_empty_message_is_refused_beside_the_box(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.composer.fill("   \n ")
    alices.send.click()

    expect(alices.refusal).to_have_text("Write something first.")
    expect(alices.composer).to_have_value("   \n ")
    alices.say("something")
    expect(alices.refusal).to_have_text("")
    bobs.should_read("something")


def test_a_message_too_long_is_refused_with_its_text_kept(lounge, alice, bob, enter, settings):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    essay = "x" * (settings.MESSAGE_LENGTH + 3)

    alices.composer.fill(essay)
    alices.send.click()

    expect(alices.refusal).to_contain_text("3")
    expect(alices.composer).to_have_value(essay)
    expect(alices.unsent).to_have_count(0)
    alices.composer.press("Control+End")
    for _ in range(3):
        alices.composer.press("Backspace")
    alices.send.click()
    bobs.should_read(essay[:-3])


def test_the_longest_message_travels_whole_whatever_its_letters(lounge, alice, bob, enter, settings):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    longest = "語" * (settings.MESSAGE_LENGTH - 1) + "!"

    alices.say(longest)

    bobs.should_read(longest)
    alices.should_read(longest)


def test_a_refusal_of_the_server_stands_beside_the_text(lounge, alice, bob, enter):
    alices = enter(lounge, alice)
    lounge.archive()

    alices.composer.evaluate("(box, text) => (box.value = text, box.form.requestSubmit())", "too late")

    expect(alices.unsent.get_by_role("alert")).to_have_text("This room is archived: it can only be read.")
    expect(alices.unsent).to_contain_text("too late")
    lounge.restore()
    alices.unsent.get_by_role("button", name="Send again").click()
    alices.should_read("too late")
    expect(alices.unsent).to_have_count(0)


def test_what_was_refused_can_be_edited_or_discarded(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    lounge.archive()
    for text in ("one", "two"):
        alices.composer.evaluate("(box, text) => (box.value = text, box.form.requestSubmit())", text)
    expect(alices.unsent.get_by_role("alert")).to_have_text(
        ["This room is archived: it can only be read."] * 2
    )
    expect(alices.composer).to_be_hidden()

    lounge.restore()
    expect(alices.composer).to_be_visible()
    alices.unsent.filter(has_text="two").get_by_role("button", name="Discard").click()
    alices.unsent.filter(has_text="one").get_by_role("button", name="Edit").click()

    expect(alices.unsent).to_have_count(0)
    expect(alices.composer).to_have_value("one")
    alices.write(" more")
    alices.composer.press("Enter")
    bobs.should_read("one more")


def test_markup_stays_text(alice, enrol, unique, open_up, enter, browse):
    mallory = enrol("<i>Mallory</i>")
    room = open_up(alice, unique("<b>Bold</b> <script>alert('name')</script>"), MARKUP)
    room.admit(mallory)
    alices, mallorys = enter(room, alice), enter(room, mallory)
    for page in (alices.page, mallorys.page):
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))

    mallorys.say(MARKUP)

    alices.should_read(MARKUP)
    alices.should_list_as_here("<i>Mallory</i>", "Alice")
    mallorys.reload()
    for page in (alices, mallorys):
        page.should_read(MARKUP)
        expect(page.heading).to_have_text(room.name)
        expect(page.main).to_contain_text(MARKUP)
        expect(page.messages.get_by_role("link", name="<i>Mallory</i>")).to_be_visible()
        expect(page.markup_in_words).to_have_count(0)
    directory = DirectoryPage(browse(alice).page).open()
    directory.should_list(room.name)
    expect(directory.main).to_contain_text(MARKUP)


@pytest.mark.own_site
def test_a_reload_shows_what_the_socket_showed(lounge, alice, bob, enter):
    yesterday = lounge.post(alice, "said yesterday")
    Message.objects.filter(pk=yesterday.pk).update(posted_at=timezone.now() - timedelta(days=1))
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.says("<b>hello</b> & goodbye", "שלום, עולם", "see https://example.org/?a=1&b=2 there")
    bobs.says("one\ntwo", "👩‍👩‍👧 and é")
    alices.says("  indented\tand tabbed")
    bobs.should_show("  indented\tand tabbed")

    expect(bobs.messages).to_have_count(7)
    live = bobs.conversation()
    assert alices.conversation() == live
    assert [said.author for said in live] == ["Alice"] * 4 + ["Bob"] * 2 + ["Alice"]
    assert [bool(said.day) for said in live] == [True, True] + [False] * 5
    assert len({said.day for said in live[:2]}) == 2
    for page in (alices, bobs):
        page.reload()
        assert page.conversation() == live


def test_typing_shows_for_a_while(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    bobs.write("I was thi")

    typist = alices.typing.get_by_text("Bob")
    expect(typist).to_be_visible()
    expect(bobs.typing.get_by_text("Bob")).not_to_be_visible()
    expect(typist).not_to_be_visible()
    bobs.write("nking")
    expect(typist).to_be_visible()
    bobs.composer.press("Enter")
    alices.should_read("I was thinking")
    expect(typist).not_to_be_visible(timeout=1000)


def test_what_is_typed_while_a_message_travels_is_not_touched(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.composer.fill("first")
    alices.composer.press("Enter")
    alices.write("second, begun at once")

    alices.should_read("first")
    bobs.should_read("first")
    expect(alices.composer).to_have_value("second, begun at once")


def test_messages_sent_in_a_burst_arrive_in_order(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    counted = [f"number {n}" for n in range(20)]

    for body in counted:
        alices.composer.fill(body)
        alices.composer.press("Enter")

    bobs.should_read(*counted)
    alices.should_read(*counted)
    assert alices.conversation() == bobs.conversation()
