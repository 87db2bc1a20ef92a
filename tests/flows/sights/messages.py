"""What one does with messages, as sights: menus, editors, threads, polls."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from rooms.models import Room
from tests.flows.settlement import EDITED, GREETING, QUESTION
from tests.flows.sights.sight import sight


@sight
def messages_of_all_kinds(town):
    return town.enter(town.settlement.quay).page


@sight
def menu_of_a_message(town):
    room = town.enter(town.settlement.quay)
    room.menu_of(GREETING)
    return room.page


@sight
def picker_of_reactions(town):
    room = town.enter(town.settlement.quay)
    room.menu_of(GREETING).get_by_role("link", name="More emoji").click()
    expect(room.menu.get_by_role("searchbox", name="Find an emoji")).to_be_visible()
    return room.page


@sight
def who_reacted(town):
    room = town.enter(town.settlement.quay)
    room.menu_of(GREETING).get_by_role("link", name="Who reacted").click()
    expect(room.menu.get_by_role("list", name="Who and what")).to_be_visible()
    return room.page


@sight
def who_reacted_as_a_page(town):
    return _about(town, GREETING, "reactions")


@sight
def who_voted(town):
    room = town.enter(town.settlement.quay)
    room.menu_of(QUESTION).get_by_role("link", name="Who voted").click()
    expect(room.menu.get_by_role("list", name="Who and what")).to_be_visible()
    return room.page


@sight
def who_voted_as_a_page(town):
    return _about(town, QUESTION, "votes")


@sight
def reactions_as_a_page(town):
    return _about(town, GREETING, "react")


@sight
def editor_open(town):
    room = town.enter(town.settlement.quay)
    room.choose(EDITED, "Edit")
    expect(room.main.get_by_label("Edit your message")).to_be_focused()
    return room.page


@sight
def editor_as_a_page(town):
    return _about(town, EDITED, "edit")


@sight
def thread_open(town):
    room = town.enter(town.settlement.quay)
    room.open_thread(GREETING)
    return room.page


@sight
def thread_as_a_page(town):
    thread = Room.objects.thread_under(town.settlement.said(GREETING), town.settlement.owner)
    return town.enter(thread).page


@sight
def history_open(town):
    room = town.enter(town.settlement.quay)
    room.message(EDITED).get_by_role("link", name="edited: what it said before").click()
    expect(room.page.get_by_role("region", name="What it said before")).to_be_visible()
    return room.page


@sight
def history_as_a_page(town):
    return _about(town, EDITED, "history")


@sight
def preview_open(town):
    room = town.enter(town.settlement.quay, town.settlement.scribe)
    room.composer.fill("**bold**")
    room.main.get_by_role("button", name="Preview", exact=True).click()
    expect(room.main.get_by_role("region", name="Preview")).to_be_visible()
    return room.page


@sight
def completion_of_names(town):
    return _with_suggestions(town, "@")


@sight
def completion_of_commands(town):
    return _with_suggestions(town, "/")


@sight
def new_poll(town):
    return town.owner_visits(reverse("new-poll", args=[town.settlement.quay.slug])).page


@sight
def pins(town):
    return town.owner_visits(reverse("pins", args=[town.settlement.quay.slug])).page


def _about(town, body: str, name: str) -> Page:
    """Open the page that has this name, of a message on the quay."""
    message = town.settlement.said(body)
    return town.owner_visits(reverse(name, args=[message.room.slug, message.pk])).page


def _with_suggestions(town, typed: str) -> Page:
    room = town.enter(town.settlement.quay, town.settlement.scribe)
    room.composer.fill("")
    room.write(typed)
    expect(room.suggestions.first).to_be_visible()
    return room.page
