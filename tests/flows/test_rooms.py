import pytest
from playwright.sync_api import expect

from rooms.models import Room
from tests.flows.pages.directory_page import DirectoryPage
from tests.flows.pages.members_page import MembersPage
from tests.flows.pages.room_form_page import RoomFormPage
from tests.flows.pages.room_page import RoomPage


@pytest.mark.own_site
def test_a_closed_room_takes_in_whom_its_members_bring(lounge, alice, bob, unique, enter, browse):
    name = unique("Back room")
    bobs = enter(lounge, bob)
    alices = browse(alice)
    alices.go("/chat/new/")
    RoomFormPage(alices.page).make(name, "not for everyone", closed=True)
    room = RoomPage(alices.page, Room.objects.get(name=name))
    room.is_here()
    room.says("just me so far")
    DirectoryPage(browse(bob).page).open().should_not_list(name)

    MembersPage(browse(alice).page).open(room.room).bring_in(bob)

    bobs.sidebar.should_have_unread(name, 0)
    in_back_room = bobs.move_to(room.room)
    in_back_room.should_read("just me so far")
    in_back_room.says("thank you")
    room.should_read("just me so far", "thank you")


def test_an_open_room_is_found_looked_into_and_joined(lounge, alice, carol, enter, browse):
    alices = enter(lounge, alice)
    directory = DirectoryPage(browse(carol).page).open()
    directory.should_list(lounge.name)
    directory.room(lounge.name).click()
    carols = RoomPage(directory.page, lounge)
    carols.is_here()

    carols.join_button.click()

    carols.is_ready()
    carols.says("may I?")
    alices.should_read("may I?")
    carols.sidebar.should_have_unread(lounge.name, 0)
    expect(alices.main.get_by_role("link", name="3", exact=True)).to_have_accessible_description("members")


def test_whoever_leaves_a_room_is_out_of_it(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    bobs.main.get_by_role("button", name="Leave").click()

    bobs.should_be_titled("Rooms")
    expect(bobs.page.get_by_role("status").filter(has_text="You left")).to_be_visible()
    bobs.sidebar.should_not_list(lounge.name)
    alices.should_list_as_here("Alice")


def test_another_name_shows_at_once(lounge, library, alice, bob, unique, enter, browse):
    bobs, elsewhere = enter(lounge, bob), enter(library, bob)
    new_name = unique("Salon")
    alices = RoomFormPage(enter(lounge, alice).page)
    alices.main.get_by_role("link", name="Edit").click()
    alices.should_be_titled("Edit the room")

    alices.fill(new_name, "now with <b>cake</b>")
    alices.save()

    alices.should_be_titled(new_name)
    bobs.should_be_titled(new_name)
    expect(bobs.main).to_contain_text("now with <b>cake</b>")
    bobs.sidebar.should_have_unread(new_name, 0)
    elsewhere.sidebar.should_have_unread(new_name, 0)
    bobs.reload()
    bobs.should_be_titled(new_name)


def test_an_archived_room_is_for_reading(lounge, library, alice, bob, enter, browse):
    lounge.post(alice, "for the record")
    bobs, elsewhere = enter(lounge, bob), enter(library, bob)
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    alices = RoomFormPage(browse(alice).page)
    alices.go(f"{lounge.get_absolute_url()}edit/")

    alices.archive()

    expect(bobs.main.get_by_text("This room is archived: it can only be read.")).to_be_visible()
    expect(bobs.composer).not_to_be_visible()
    elsewhere.sidebar.should_not_list(lounge.name)
    bobs.reload()
    bobs.should_read("for the record")
    expect(bobs.composer).not_to_be_visible()

    alices.go(f"{lounge.get_absolute_url()}edit/")
    alices.restore()
    expect(bobs.composer).to_be_visible()
    bobs.says("it lives")


def test_a_deleted_room_is_gone_for_everyone(lounge, library, alice, bob, enter, browse, guard):
    guard.expect_answer(404)
    bobs, elsewhere = enter(lounge, bob), enter(library, bob)
    alices = browse(alice).go(f"{lounge.get_absolute_url()}delete/")

    alices.main.get_by_label("Type the room's name to confirm").fill(lounge.name)
    alices.main.get_by_role("button", name="Delete for ever").click()

    alices.should_be_titled("Rooms")
    bobs.should_be_titled("There is nothing here")
    elsewhere.sidebar.should_not_list(lounge.name)


def test_a_name_that_is_taken_is_refused_with_what_was_typed(lounge, alice, browse, guard):
    guard.expect_answer(422)
    alices = RoomFormPage(browse(alice).go("/chat/new/").page)

    alices.make(lounge.name.upper(), "a topic to keep")

    expect(alices.main.get_by_text("There is a room of that name already")).to_be_visible()
    expect(alices.main.get_by_label("Topic", exact=True)).to_have_value("a topic to keep")
