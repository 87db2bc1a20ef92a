"""Being reminded of a message."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rooms.models import Reminder
from tests.flows.pages.conversation import Conversation
from tests.flows.test_later import in_a_month
from tests.flows.test_pins import choose

pytestmark = pytest.mark.own_site


def its_moment_comes(person) -> None:
    """Let what this person is to be reminded of be due now."""
    assert Reminder.objects.filter(user=person).update(due_at=timezone.now()) == 1


def reminders_on(shown):
    return shown.page.get_by_role("list", name="Reminders", exact=True).get_by_role("listitem")


def test_a_reminder_shows_on_every_page_of_the_person_until_it_is_dismissed(
    lounge, library, alice, bob, enter
):
    alices, bobs, phone = enter(lounge, alice), enter(lounge, bob), enter(library, bob)
    alices.says("call me about the ferry")
    bobs.should_show("call me about the ferry")
    choose(bobs, "call me about the ferry", "Remind me in an hour")
    expect(bobs.menu).to_contain_text("You will be reminded")
    expect(reminders_on(bobs)).to_have_count(0)

    its_moment_comes(bob)
    for shown in (bobs, phone):
        expect(reminders_on(shown)).to_contain_text(["call me about the ferry"])
    expect(reminders_on(alices)).to_have_count(0)
    phone.reload()
    reminders_on(phone).get_by_role("button", name="Dismiss this reminder").click()
    for shown in (bobs, phone):
        expect(reminders_on(shown)).to_have_count(0)
    phone.reload()
    phone.is_ready()
    expect(reminders_on(phone)).to_have_count(0)


def test_what_rang_while_the_line_was_lost_is_told_when_it_is_back(lounge, alice, bob, enter, offline):
    bobs = enter(lounge, bob)
    with offline(bobs):
        bobs.should_have_lost_the_line()
        Reminder.objects.note(bob, "water the plants", timezone.now())
    bobs.should_have_the_line_again()
    expect(reminders_on(bobs)).to_contain_text(["water the plants"])


def test_what_rang_while_no_page_was_open_stands_on_the_next(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("call me")
    bobs.should_show("call me")
    choose(bobs, "call me", "Remind me tomorrow at 9:00")
    expect(bobs.menu).to_contain_text("You will be reminded")
    bobs.page.close()
    its_moment_comes(bob)
    back = enter(lounge, bob)
    expect(reminders_on(back)).to_contain_text(["call me"])
    reminders_on(back).get_by_role("link").click()
    expect(back.message("call me")).to_be_in_viewport()


def test_with_scripts_off_one_is_reminded_on_the_next_page(lounge, alice, bob, enter, browse):
    enter(lounge, alice).says("plain and simple")
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    Conversation(bobs.main, lounge.name).link_of("plain and simple").click()
    bobs.main.get_by_role("link", name="Remind me…").click()
    bobs.should_be_titled("Remind me")
    bobs.main.get_by_label("Day").fill(in_a_month())
    bobs.main.get_by_label("Time").fill("09:15")
    bobs.main.get_by_role("button", name="Remind me").click()
    bobs.should_be_titled("Reminders")
    expect(bobs.main).to_contain_text("plain and simple")
    its_moment_comes(bob)
    expect(bobs.main.get_by_role("button", name="Cancel")).to_be_visible()
    rang = bobs.main.get_by_role("button", name="Dismiss")
    while not rang.count():
        bobs.reload()
    rang.click()
    expect(bobs.main).to_contain_text("Nothing to be reminded of")
