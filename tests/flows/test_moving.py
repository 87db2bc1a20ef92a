import re

import pytest
from playwright.sync_api import expect

from tests.flows.pages.direct_page import DirectPage
from tests.flows.pages.room_page import RoomPage


def test_moving_between_rooms_keeps_one_socket(lounge, library, alice, bob, browse, enter):
    page = browse(bob).page
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    bobs = RoomPage(page, lounge).open()

    in_library = bobs.move_to(library)
    in_library.says("from the library")
    back = in_library.move_to(lounge)
    back.says("from the lounge")
    enter(lounge, alice).says("hello, Bob")

    back.should_read("from the lounge", "hello, Bob")
    assert page.url.endswith(lounge.get_absolute_url())
    assert len(sockets) == 1


def test_back_and_forward_lead_through_the_rooms(lounge, library, alice, bob, enter):
    alices = enter(lounge, alice)
    bobs = enter(lounge, bob)
    in_library = bobs.move_to(library)
    in_library.says("in the library")
    alices.says("meanwhile in the lounge")

    bobs.page.go_back()
    bobs.is_here()
    bobs.should_read("meanwhile in the lounge")
    bobs.says("back again")
    bobs.page.go_forward()
    in_library.is_here()
    in_library.should_read("in the library")
    in_library.says("forth again")
    bobs.page.go_back()
    bobs.is_here()

    alices.should_read("meanwhile in the lounge", "back again")
    bobs.should_read("meanwhile in the lounge", "back again")
    bobs.should_list_as_here("Alice", "Bob")


def test_the_title_and_the_current_room_follow(lounge, library, bob, enter):
    bobs = enter(lounge, bob)
    expect(bobs.sidebar.row(lounge.name)).to_have_attribute("aria-current", "page")

    bobs.move_to(library)

    expect(bobs.page).to_have_title(re.compile(f"^{re.escape(library.name)} · "))
    expect(bobs.sidebar.row(library.name)).to_have_attribute("aria-current", "page")
    expect(bobs.sidebar.row(lounge.name)).not_to_have_attribute("aria-current", "page")


def test_from_a_room_to_a_conversation_of_two_and_back(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.should_list_as_here("Alice", "Bob")
    alices.talk_privately_to("Bob").says("psst")

    bobs.sidebar.should_have_unread("Alice", 1)
    bobs.sidebar.go_to("Alice")
    direct = DirectPage(bobs.page, alice)
    direct.should_be_titled("Alice")
    direct.is_ready()
    direct.says("yes?")
    bobs.sidebar.go_to(lounge.name)
    bobs.is_here()

    alices.panel("Bob").should_read("psst", "yes?")


def test_a_move_arrives_though_its_link_was_replaced_on_the_way(lounge, library, alice, bob, enter):
    bobs, alices = enter(lounge, bob), enter(library, alice)
    held = []
    bobs.page.route(f"**{library.get_absolute_url()}", lambda route: held.append(route))  # noqa: PLW0108 (Playwright cannot look into a built-in)

    bobs.sidebar.go_to(library.name)
    alices.says("come in")
    bobs.sidebar.should_have_unread(library.name, 1)
    held.pop().continue_()

    in_library = RoomPage(bobs.page, library)
    in_library.is_here()
    in_library.should_read("come in")
    expect(bobs.page.get_by_role("banner")).to_have_count(1)
    in_library.says("here I am")


def test_a_room_opens_though_its_row_was_to_change_under_the_press(lounge, library, alice, bob, enter):
    bobs, alices = enter(lounge, bob), enter(library, alice)
    to_bob = enter(lounge, alice).talk_privately_to("Bob")
    to_alice = bobs.talk_privately_to("Alice")

    bobs.sidebar.row(library.name).hover()
    bobs.page.mouse.down()
    alices.says("come in")
    to_bob.says("I wrote in the library")
    to_alice.should_read("I wrote in the library")
    bobs.page.mouse.up()

    in_library = RoomPage(bobs.page, library)
    in_library.is_here()
    in_library.should_read("come in")


@pytest.mark.own_site
def test_a_link_that_leads_nowhere_says_so(lounge, library, bob, enter, guard):
    guard.expect_answer(404)
    bobs = enter(lounge, bob)
    library.delete()

    bobs.sidebar.go_to(library.name)

    bobs.should_be_titled("There is nothing here")


def test_what_stands_before_the_site_fails_and_the_page_stays_what_it_is(lounge, library, bob, enter, guard):
    guard.expect_answer(503)
    bobs = enter(lounge, bob)
    away = {"status": 503, "content_type": "text/html", "body": "<title>Bad day</title>Come back later."}
    bobs.page.route(f"**{library.get_absolute_url()}", lambda route: route.fulfill(**away))
    address = bobs.page.url

    with bobs.page.expect_response(f"**{library.get_absolute_url()}"):
        bobs.sidebar.go_to(library.name)

    bobs.says("still here")
    bobs.should_be_titled(lounge.name)
    assert bobs.page.url == address
