"""What is said later, by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rooms.models import Later
from tests.flows.pages.conversation import Conversation
from tests.flows.test_drafts import kept

pytestmark = pytest.mark.own_site


def its_moment_comes(person) -> None:
    """Let what this person wants to be said be due now."""
    assert Later.objects.filter(author=person).update(due_at=timezone.now()) == 1


def in_a_month() -> str:
    return f"{timezone.now() + timedelta(days=30):%Y-%m-%d}"


def choose_later(shown) -> None:
    """Choose it beside the place where one writes."""
    shown.main.get_by_role("button", name="Add something else").click()
    shown.main.get_by_role("link", name="Send later").click()


def put_off(shown, until: str = "") -> None:
    """Fill in the form for what is sent later, and send it."""
    shown.should_be_titled("Send later")
    shown.main.get_by_label("Day").fill(until or in_a_month())
    shown.main.get_by_label("Time").fill("09:15")
    shown.main.get_by_role("button", name="Send later").click()


def test_what_one_was_writing_is_sent_later_without_a_page_of_its_author(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.write("happy new year")
    kept(bobs)
    choose_later(bobs)
    expect(bobs.main.get_by_label("Message", exact=True)).to_have_value("happy new year")
    put_off(bobs)
    bobs.should_be_titled("What waits to be sent")
    expect(bobs.main).to_contain_text("happy new year")
    bobs.page.close()
    expect(enter(lounge, bob).composer).to_have_value("")

    with offline(alices):
        alices.should_have_lost_the_line()
        its_moment_comes(bob)
        expect(enter(lounge, bob).message("happy new year")).to_be_visible()
    alices.should_read("happy new year")
    assert not Later.objects.filter(author=bob).exists()


def test_it_is_edited_and_cancelled(lounge, bob, browse, guard):
    guard.expect_answer(422)
    bobs = browse(bob).go(f"{lounge.get_absolute_url()}later/")
    bobs.main.get_by_label("Message", exact=True).fill("first thoughts")
    put_off(bobs)
    bobs.main.get_by_role("link", name="Edit").click()
    expect(bobs.main.get_by_label("Message", exact=True)).to_have_value("first thoughts")
    expect(bobs.main.get_by_label("Time")).to_have_value("09:15")
    bobs.main.get_by_label("Message", exact=True).fill("second thoughts")
    put_off(bobs, "2020-01-01")
    expect(bobs.main).to_contain_text("This moment has passed")
    put_off(bobs)
    expect(bobs.main).to_contain_text("second thoughts")
    bobs.main.get_by_role("button", name="Cancel").click()
    expect(bobs.main).to_contain_text("Nothing waits to be sent")


def test_a_server_that_was_killed_and_restarted_sends_it_once(lounge, alice, bob, enter, kill_server):
    alices = enter(lounge, alice)
    with kill_server():
        Later.objects.plan(bob, lounge, "after the storm", timezone.now())
        alices.should_have_lost_the_line()
    alices.should_have_the_line_again()
    alices.should_read("after the storm")
    alices.reload()
    alices.should_read("after the storm")


def test_sending_later_with_scripts_off(lounge, alice, bob, enter, browse):
    alices = enter(lounge, alice)
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    choose_later(bobs)
    bobs.main.get_by_label("Message", exact=True).fill("plain and simple")
    put_off(bobs)
    bobs.should_be_titled("What waits to be sent")
    its_moment_comes(bob)
    alices.should_read("plain and simple")
    bobs.go(lounge.get_absolute_url())
    Conversation(bobs.main, lounge.name).should_read("plain and simple")
