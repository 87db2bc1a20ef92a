"""What one is writing is there again: after a reload, on another device, without a line, after a sign-out."""

import pytest
from playwright.sync_api import expect

from rooms.marks import mark_of
from rooms.models import Draft
from tests.flows.pages.conversation import Conversation
from tests.flows.pages.sign_in_page import SignInPage
from tests.flows.pages.site_page import SitePage
from tests.flows.plugin import PASSWORD
from tests.servers import wait_until


def kept(shown, answering=None) -> None:
    """Wait until the server says that it has what stands in the composer, and what it answers."""
    shown.should_have_kept(mark_of(shown.composer.input_value(), answering and answering.pk))


def test_a_draft_follows_its_author_to_another_device(lounge, library, alice, bob, enter):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    bobs.write("half a tho")
    kept(bobs)

    phone = enter(lounge, bob)
    expect(phone.composer).to_have_value("half a tho")
    expect(alices.composer).to_have_value("")
    phone.composer.press("Control+End")
    phone.write("ught")
    phone.composer.press("Enter")
    alices.should_read("half a thought")

    bobs.reload()
    bobs.is_here()
    expect(bobs.composer).to_have_value("")
    expect(enter(library, bob).composer).to_have_value("")


def test_a_page_where_nothing_is_typed_follows_and_one_where_something_is_does_not(lounge, bob, enter):
    idle, busy, phone = enter(lounge, bob), enter(lounge, bob), enter(lounge, bob)
    busy.write("at my desk")
    expect(idle.composer).to_have_value("at my desk")
    phone.composer.fill("on the way")
    expect(idle.composer).to_have_value("on the way")
    expect(busy.composer).to_have_value("at my desk")


def test_what_it_answers_follows_too_and_is_there_after_a_reload(lounge, alice, bob, enter):
    asked = lounge.post(alice, "a question")
    idle, busy, bobs = enter(lounge, bob), enter(lounge, bob), enter(lounge, bob)
    busy.write("something else")
    bobs.reply_to("a question")
    bobs.composer.fill("an ans")
    kept(bobs, asked)

    expect(idle.composer).to_have_value("an ans")
    expect(idle.answered).to_be_checked()
    expect(busy.composer).to_have_value("something else")
    expect(busy.answered).to_have_count(0)
    bobs.reload()
    expect(bobs.composer).to_have_value("an ans")
    expect(bobs.answered).to_be_checked()
    bobs.answered.uncheck()
    kept(bobs)
    expect(idle.answered).to_have_count(0)
    expect(idle.composer).to_have_value("an ans")
    bobs.reply_to("a question")
    bobs.composer.press("Control+End")
    bobs.write("wer")
    expect(idle.composer).to_have_value("an answer")
    expect(idle.answered).to_be_checked()
    bobs.composer.press("Enter")

    expect(bobs.quote_in("an answer")).to_have_text("Alice a question")
    expect(idle.composer).to_have_value("")
    expect(idle.answered).to_have_count(0)
    expect(busy.composer).to_have_value("something else")


def test_what_one_chose_to_answer_stays_while_something_else_is_written_elsewhere(lounge, alice, bob, enter):
    lounge.post(alice, "a question")
    bobs, phone = enter(lounge, bob), enter(lounge, bob)
    bobs.reply_to("a question")
    phone.write("something else")
    expect(bobs.composer).to_have_value("something else")
    expect(bobs.answered).to_be_checked()
    bobs.composer.fill("an answer")
    bobs.composer.press("Enter")

    expect(bobs.quote_in("an answer")).to_have_text("Alice a question")


def test_a_reload_in_the_middle_of_a_word_loses_no_letter(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.write("in the mid")
    bobs.reload()
    expect(bobs.composer).to_have_value("in the mid")
    bobs.is_ready()
    kept(bobs)
    assert list(Draft.objects.filter(user=bob).values_list("body", flat=True)) == ["in the mid"]


def test_what_was_sent_does_not_come_back_as_a_draft(lounge, alice, bob, enter):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    bobs.write("all of it")
    kept(bobs)
    bobs.composer.press("Enter")
    bobs.reload()
    bobs.is_ready()
    expect(bobs.composer).to_have_value("")
    alices.should_read("all of it")
    kept(bobs)
    expect(enter(lounge, bob).composer).to_have_value("")


@pytest.mark.own_site  # elsewhere nobody may say so much so fast
def test_what_was_sent_from_a_page_of_the_past_does_not_either(lounge, alice, bob, enter):
    said = [lounge.post(alice, f"message {n}") for n in range(120)]
    bobs, alices, idle = enter(lounge, bob), enter(lounge, alice), enter(lounge, bob)
    bobs.page.goto(said[10].get_absolute_url())
    bobs.is_ready()
    bobs.write("all of it")
    kept(bobs)

    def slowly(route):
        """Answer when pages were told that nothing is kept any more."""
        answer = route.fetch(max_redirects=0)
        idle.should_have_kept(mark_of(""))
        route.fulfill(response=answer)

    bobs.page.route(lambda url: url.endswith("/messages/"), slowly)
    bobs.composer.press("Enter")
    alices.should_show("all of it")
    bobs.should_show("all of it")
    bobs.is_ready()
    expect(bobs.composer).to_have_value("")
    kept(bobs)


def test_moving_between_rooms_keeps_what_was_begun(lounge, library, bob, enter):
    bobs = enter(lounge, bob)
    bobs.write("begun here")
    there = bobs.move_to(library)
    expect(there.composer).to_have_value("")
    there.write("and there")
    back = there.move_to(lounge)
    expect(back.composer).to_have_value("begun here")
    back.page.go_back()
    expect(there.composer).to_have_value("and there")


def test_what_is_typed_without_a_line_is_kept_when_it_is_back(lounge, bob, enter, offline):
    bobs = enter(lounge, bob)
    with offline(bobs):
        bobs.should_have_lost_the_line()
        bobs.write("in a tunnel")
    bobs.should_have_the_line_again()
    kept(bobs)
    expect(enter(lounge, bob).composer).to_have_value("in a tunnel")


@pytest.mark.own_site
def test_a_send_that_failed_and_what_was_typed_after_it_survive_a_killed_server(
    lounge, alice, bob, enter, kill_server
):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    with kill_server():
        bobs.should_have_lost_the_line()
        bobs.say("sent into the dark")
        bobs.write("and one more th")
    bobs.should_have_the_line_again()
    alices.should_show("sent into the dark")
    expect(bobs.composer).to_have_value("and one more th")
    bobs.reload()
    bobs.should_show("sent into the dark")
    expect(bobs.composer).to_have_value("and one more th")


def test_a_sign_out_from_outside_loses_nothing(lounge, enrol, browse):
    frank = enrol("Frank", password=PASSWORD)
    lounge.admit(frank)
    franks = browse().go(lounge.get_absolute_url())
    SignInPage(franks.page).sign_in(frank.username, PASSWORD)
    room = Conversation(franks.main, lounge.name)
    room.is_ready()
    room.write("nobody has seen th")

    # A page that is turned away in its first second does not load again: it might be turned away for ever.
    wait_until(lambda: franks.page.evaluate("performance.now()") > 1000, "the page is a second old")
    other = SitePage(franks.page.context.new_page()).go("/chat/")
    other.sign_out()

    franks.should_be_titled("Sign in")
    SignInPage(franks.page).sign_in(frank.username, PASSWORD)
    expect(room.composer).to_have_value("nobody has seen th")


def test_a_page_without_scripts_begins_with_it_and_sends_it(lounge, alice, bob, enter, browse):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    bobs.write("from the other one")
    kept(bobs)
    bobs.page.close()

    plain = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = Conversation(plain.main, lounge.name)
    expect(room.composer).to_have_value("from the other one")
    room.send.click()
    alices.should_read("from the other one")
    expect(room.composer).to_have_value("")


def test_a_text_far_too_long_is_cut_before_it_costs_the_page_its_line(lounge, bob, enter, settings):
    bobs = enter(lounge, bob)
    sockets = []
    bobs.page.on("websocket", lambda socket: sockets.append(socket.url))
    bobs.composer.focus()
    bobs.page.keyboard.insert_text("語" * settings.MESSAGE_LENGTH * 4)
    kept(bobs)
    expect(enter(lounge, bob).composer).to_have_value("語" * settings.MESSAGE_LENGTH * 2)
    assert sockets == []
