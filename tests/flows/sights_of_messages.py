"""What one does with messages, as sights: menus, editors, threads, polls."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.flows.sights import GREETING, sight


def _room_with_all(town):
    """A room whose messages have everything that can be put to one."""
    settlement = town.settlement
    room, owner, guest = settlement.busy, settlement.owner, settlement.guest
    if not room.messages.filter(body="What shall we eat?").exists():
        greeting = room.messages.get(body=GREETING)
        greeting.react(owner, "👍")
        greeting.react(guest, "🎉")
        room.post(
            owner, "> quoted\n\n**bold**, `code` and ||secret||\n\n```py\nx = 1  # one\n```\n\n- [x] done"
        )
        room.post(owner, "I can read it", reply_to=greeting.pk).edit("I could read it")
        room.ask(guest, "What shall we eat?", ["Fish", "Rice"])
        room.post(guest, "oops").retract()
    return town.enter(room)


@sight
def messages_of_all_kinds(town):
    return _room_with_all(town).page


@sight
def menu_of_a_message(town):
    room = _room_with_all(town)
    room.menu_of(GREETING)
    return room.page


@sight
def picker_of_reactions(town):
    room = _room_with_all(town)
    room.menu_of(GREETING).get_by_role("link", name="More emoji").click()
    expect(room.menu.get_by_role("searchbox", name="Find an emoji")).to_be_visible()
    return room.page


@sight
def editor_open(town):
    room = _room_with_all(town)
    room.choose("I could read it", "Edit")
    expect(room.main.get_by_label("Edit your message")).to_be_focused()
    return room.page


@sight
def thread_open(town):
    room = _room_with_all(town)
    room.open_thread(GREETING)
    return room.page


@sight
def preview_open(town):
    room = _room_with_all(town)
    room.composer.fill("**bold**")
    room.main.get_by_role("button", name="Preview", exact=True).click()
    expect(room.main.get_by_role("region", name="Preview")).to_be_visible()
    return room.page


@sight
def new_poll(town):
    return town.owner_visits(reverse("new-poll", args=[town.settlement.busy.slug])).page


@sight
def keys(town):
    return town.owner_visits(reverse("keys")).page


@sight
def going_elsewhere(town):
    return town.owner_visits(reverse("go")).page


@sight
def history_of_a_message(town):
    _room_with_all(town)
    message = town.settlement.busy.messages.get(body="I could read it")
    return town.owner_visits(reverse("history", args=[message.room.slug, message.pk])).page
