"""What one has of messages, and the quick ways, as sights."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.flows.settlement import GREETING
from tests.flows.sights.sight import sight, with_alert


@sight
def mentions(town):
    return town.owner_visits(reverse("mentions")).page


@sight
def saved(town):
    return town.owner_visits(reverse("saved")).page


@sight
def reminders(town):
    return town.owner_visits(reverse("reminders")).page


@sight
def new_reminder(town):
    return town.owner_visits(reverse("new-reminder")).page


@sight
def new_reminder_refused(town):
    town.guard.expect_answer(422)
    page = town.owner_visits(reverse("new-reminder")).page
    page.get_by_label("Day").fill("2020-01-01")
    page.get_by_label("Time").fill("09:15")
    page.get_by_role("textbox").first.fill("too late")
    page.get_by_role("button", name="Remind me").click()
    return with_alert(page)


@sight
def reminder_of_a_message(town):
    message = town.settlement.said(GREETING)
    return town.owner_visits(reverse("remind", args=[message.room.slug, message.pk])).page


@sight
def ringing_reminder(town):
    room = town.enter(town.settlement.quay, town.settlement.scribe)
    expect(room.page.get_by_text("call the ferry")).to_be_visible()
    return room.page


@sight
def send_later(town):
    return town.owner_visits(reverse("later", args=[town.settlement.quay.slug])).page


@sight
def what_is_sent_later(town):
    return town.owner_visits(reverse("laters")).page


@sight
def keys(town):
    return town.owner_visits(reverse("keys")).page


@sight
def keys_open(town):
    room = town.enter(town.settlement.empty)
    room.scroller.focus()
    room.page.keyboard.press("?")
    expect(room.keys_overlay.get_by_role("heading")).to_be_focused()
    return room.page


@sight
def switcher_open(town):
    room = town.enter(town.settlement.empty)
    room.page.keyboard.press("Control+k")
    expect(room.page.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    return room.page


@sight
def switcher_without_a_match(town):
    room = town.enter(town.settlement.empty)
    room.page.keyboard.press("Control+k")
    room.switcher.get_by_role("searchbox").fill("no such room")
    expect(room.switcher.get_by_role("link")).to_have_count(0)
    return room.page
