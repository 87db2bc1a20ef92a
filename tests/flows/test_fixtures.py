"""The tools that flows are given (docs/testers.md) do what they say."""

import pytest
from playwright.sync_api import expect

from tests.flows.pages.room_page import RoomPage


def test_a_browser_is_offline_for_a_while(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    with offline(bobs):
        alices.says("are you there?")
        bobs.should_have_lost_the_line()
        bobs.should_read()
        bobs.say("written in the tunnel")
        expect(bobs.unsent).to_contain_text(["written in the tunnel"])

    bobs.should_have_the_line_again()
    for page in (alices, bobs):
        page.should_read("are you there?", "written in the tunnel")


def test_a_server_dies_and_another_has_its_place(lounge, alice, enter, server, kill_server):
    alices, before = enter(lounge, alice), server.pid

    with kill_server():
        assert not server.alive
        alices.should_have_lost_the_line()

    alices.should_have_the_line_again()
    assert server.alive
    assert server.pid != before


def test_a_page_has_a_clock_of_our_own(lounge, bob, enter, clock):
    bobs = enter(lounge, bob)
    time = clock(bobs)
    before = bobs.page.evaluate("Date.now()")

    time.fast_forward("08:00:00")

    assert bobs.page.evaluate("Date.now()") - before >= 8 * 60 * 60 * 1000
    bobs.is_ready()


def test_a_scene_is_set_for_each_flow_anew(seed, enter):
    first = seed("small-team")
    lunch = first.room_called("Lunch")
    sofias = enter(lunch, first.people["sofia"])
    sofias.should_read("Soup or sandwiches?")
    sofias.says("Soup.")

    second = seed("small-team")

    enter(second.room_called("Lunch"), second.people["jonas"]).should_read("Soup or sandwiches?")


@pytest.mark.own_site
def test_hostile_names_open_no_dialog(seed, browse):
    scene = seed("hostile-names")
    page = browse(scene.people["mallory"]).page
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))

    for room in scene.rooms.exclude(kind="direct"):
        shown = RoomPage(page, room).open()
        expect(shown.heading).to_have_text(room.name)
        expect(shown.messages).to_have_count(room.posts)
