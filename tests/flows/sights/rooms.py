"""Rooms, the directory, and conversations of two."""

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from rooms.models import Room
from tests.flows.sights.sight import sight, with_alert


@sight
def directory(town):
    return town.owner_visits(reverse("rooms")).page


@sight
def directory_without_a_match(town):
    return town.owner_visits(reverse("rooms") + "?q=no+such+room").page


@sight
def room(town):
    return town.enter(town.settlement.busy).page


@sight
def empty_room(town):
    return town.enter(town.settlement.empty).page


@sight
def room_to_join(town):
    return town.enter(town.settlement.foreign).page


@sight
def archived_room(town):
    return town.enter(town.settlement.archived).page


@sight
def room_in_the_past(town):
    return town.owner_visits(f"{town.settlement.busy.get_absolute_url()}?before=20").page


@sight
def room_where_the_words_were_refused(town):
    """With scripts off a refusal is a page; it is looked at with scripts."""
    town.guard.expect_answer(422)
    room = town.enter(town.settlement.empty)
    room.composer.evaluate("box => box.form.submit()")
    expect(room.refusal).not_to_be_empty()
    return room.page


@sight
def room_with_an_empty_message_refused(town):
    room = town.enter(town.settlement.empty)
    room.send.click()
    expect(room.refusal).not_to_be_empty()
    return room.page


@sight
def connection_lost_with_a_message_pending(town):
    town.guard.expect_network_errors()
    network = town.network()
    room = town.enter(town.settlement.empty, through=network)
    network.cut()
    room.say("not sent yet")
    room.should_have_lost_the_line()
    _finish_animations(room.page)
    return room.page


@sight
def message_refused(town):
    room = town.enter(town.settlement.quay, town.settlement.guest)
    # Nobody tells the page, now or later.
    archived = Room.objects.filter(pk=town.settlement.quay.pk)
    archived.update(archived_at=timezone.now())
    room.say("not any more")
    expect(room.unsent.get_by_role("button", name="Discard")).to_be_visible()
    archived.update(archived_at=None)
    return room.page


@sight
def panel_open(town):
    room = town.enter(town.settlement.quay)
    room.log.get_by_role("link", name="Gustavo").last.press("Enter")
    room.panel("Gustavo")
    return room.page


@sight
def menu_open(town):
    visit = town.owner_visits(reverse("rooms"))
    visit.open_menu()
    return visit.page


@sight
def rooms_sheet_open(town):
    room = town.enter(town.settlement.busy)
    room.page.evaluate("location.hash = '#rooms-nav'")
    return room.page


@sight
def people_sheet_open(town):
    room = town.enter(town.settlement.quay)
    room.page.evaluate("location.hash = '#people'")
    return room.page


@sight
def direct_page(town):
    return town.owner_visits(reverse("direct", args=[town.settlement.guest.username])).page


@sight
def members(town):
    return town.owner_visits(reverse("members", args=[town.settlement.quay.slug])).page


@sight
def members_with_an_error(town):
    town.guard.expect_answer(422)
    page = town.owner_visits(reverse("members", args=[town.settlement.quay.slug])).page
    page.get_by_label("Username").fill("nobody-of-that-name")
    page.get_by_role("button", name="Bring in").click()
    return with_alert(page)


@sight
def new_room(town):
    return town.owner_visits(reverse("new-room")).page


@sight
def new_room_with_an_error(town):
    town.guard.expect_answer(422)
    page = town.owner_visits(reverse("new-room")).page
    page.get_by_label("Name", exact=True).fill(town.settlement.busy.name)
    page.get_by_role("button", name="Make the room").click()
    return with_alert(page)


@sight
def room_settings(town):
    return town.owner_visits(reverse("edit-room", args=[town.settlement.busy.slug])).page


@sight
def room_deletion(town):
    return town.owner_visits(reverse("end-room", args=[town.settlement.busy.slug])).page


def _finish_animations(page: Page) -> None:
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
