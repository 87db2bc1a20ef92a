"""Who may not see a room sees nothing of it, by any door, from the moment on which that is so."""

import pytest
from playwright.sync_api import expect

from tests.flows.pages.members_page import MembersPage
from tests.flows.pages.room_page import RoomPage

OPEN_A_SOCKET = """path => new Promise(resolve => {
  const socket = new WebSocket(path)
  socket.onclose = event => resolve(event.code)
  socket.onmessage = event => resolve(event.data)
  setTimeout(resolve, 10000, 'left open')
})"""


def test_an_outsider_finds_no_page(cellar, carol, alice, browse, guard):
    guard.expect_answer(404)
    cellar.post(alice, "a secret")

    carols = browse(carol).go(cellar.get_absolute_url())

    carols.should_be_titled("There is nothing here")
    expect(carols.page.get_by_text(cellar.name)).to_have_count(0)
    expect(carols.page.get_by_text("a secret")).to_have_count(0)
    carols.page.get_by_role("link", name="To the first page").click()
    carols.should_be_titled("Rooms")


def test_an_outsider_finds_no_socket(cellar, carol, browse):
    carols = browse(carol).go("/chat/")

    assert carols.page.evaluate(OPEN_A_SOCKET, f"/ws/chat/{cellar.slug}/") == 4404


def test_without_signing_in_there_is_no_socket(lounge, browse):
    nobodys = browse().go("/accounts/login/")

    for path in (f"/ws/chat/{lounge.slug}/", "/ws/chat/"):
        assert nobodys.page.evaluate(OPEN_A_SOCKET, path) == 4401


def test_without_signing_in_every_page_leads_to_the_door(lounge, bob, browse):
    for path in ("/", "/chat/", lounge.get_absolute_url(), f"/direct/{bob.username}/"):
        nobodys = browse().go(path)

        nobodys.should_be_titled("Sign in")
        expect(nobodys.page.get_by_text(lounge.name)).to_have_count(0)


def test_a_removed_members_page_goes_dark_at_once(cellar, alice, bob, enter, another_tab, browse, guard):
    guard.expect_answer(404)
    bobs = enter(cellar, bob)
    alices = enter(cellar, alice)
    alices.says("before")
    bobs.should_read("before")

    members = MembersPage(browse(alice).page).open(cellar)
    members.remove(bob)

    bobs.should_be_titled("There is nothing here")
    bobs.sidebar.should_not_list(cellar.name)
    alices.should_list_as_here("Alice")
    alices.says("after")
    expect(bobs.page.get_by_text("after", exact=True)).to_have_count(0)


def test_a_removed_members_other_pages_forget_the_room(cellar, lounge, alice, bob, enter, browse):
    bobs = enter(lounge, bob)
    bobs.sidebar.should_have_unread(cellar.name, 0)

    MembersPage(browse(alice).page).open(cellar).remove(bob)

    bobs.sidebar.should_not_list(cellar.name)
    bobs.says("still in the lounge")


def test_signing_out_in_one_tab_ends_the_other(lounge, library, alice, bob, enter, another_tab):
    first = enter(lounge, bob)
    second = another_tab(first, library)
    elsewhere = enter(lounge, bob)

    first.sign_out()

    first.should_be_titled("Sign in")
    second.should_be_titled("Sign in")
    elsewhere.says("another browser goes on")


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_a_member_who_is_no_host_keeps_no_house(lounge, bob, browse, guard, verb):
    guard.expect_answer(403)

    bobs = browse(bob).go(f"{lounge.get_absolute_url()}{verb}/")

    expect(bobs.page.get_by_role("button", name="Save")).to_have_count(0)
    assert RoomPage(bobs.page, lounge).open().heading.is_visible()
    expect(bobs.main.get_by_role("link", name="Edit")).to_have_count(0)
