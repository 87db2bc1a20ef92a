"""Everything that matters, by the keys alone; and the focus stays where one put it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rooms.models import Room
from tests.flows.conftest import PASSWORD
from tests.flows.keys import Keys, should_hold_the_focus
from tests.flows.pages.direct_panel import DirectPanel
from tests.flows.pages.room_page import RoomPage
from tests.flows.pages.sidebar import Sidebar
from tests.servers import wait_until

PHONE = {"viewport": {"width": 360, "height": 740}}
CARET = "box => [box.value, box.selectionStart, box.selectionEnd]"


# The main jobs


def test_the_skip_link_leads_past_the_rooms(lounge, bob, enter):
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    skip = bobs.page.get_by_role("link", name="Skip to the content")
    expect(skip).not_to_be_in_viewport()

    keys.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    keys.press("Enter")

    expect(bobs.main).to_be_focused()
    keys.press("Tab")
    should_hold_the_focus(bobs.main)


def test_signing_in(enrol, browse):
    frank = enrol("Frank", password=PASSWORD)
    franks = browse().go(reverse("account_login"))
    keys = Keys(franks.page)

    keys.walk_to(franks.main.get_by_label("Username or email address"))
    keys.type(frank.username)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")

    franks.should_be_titled("Rooms")


def test_moving_to_another_room(lounge, library, bob, enter):
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)

    keys.choose(bobs.sidebar.row(library.name))

    in_library = RoomPage(bobs.page, library)
    in_library.is_here()
    expect(in_library.main).to_be_focused()
    keys.walk_to(in_library.composer)
    keys.type("hello")
    keys.press("Enter")
    in_library.should_read("hello")
    expect(in_library.composer).to_be_focused()


def is_seen(message) -> bool:
    box = message.bounding_box()
    return bool(box) and box["y"] > 0


def test_reading_up_the_log(lounge, bob, enter):
    for number in range(80):
        lounge.post(bob, f"message {number}")
    bobs = enter(lounge, bob, reduced_motion="reduce")
    keys = Keys(bobs.page)
    expect(bobs.messages).to_have_count(50)

    keys.walk_to(bobs.scroller)
    keys.press("PageUp")
    expect(bobs.messages.last).not_to_be_in_viewport()
    keys.press("Home")

    expect(bobs.messages).to_have_count(80)
    expect(bobs.scroller).to_be_focused()
    # Lines that were never seen are as high as they are guessed to be: the way up may grow while one goes it.
    wait_until(lambda: keys.press("Home") or is_seen(bobs.message("message 0")), "the first message is seen")
    keys.press("End")
    expect(bobs.messages.last).to_be_in_viewport()


def test_a_private_word_and_back(lounge, alice, bob, enter):
    enter(lounge, alice)
    bobs = enter(lounge, bob)
    bobs.should_list_as_here("Alice", "Bob")
    keys = Keys(bobs.page)
    name = bobs.people.get_by_role("link", name="Alice", exact=True)

    keys.choose(name)
    to_alice = bobs.panel("Alice")
    expect(to_alice.composer).to_be_focused()
    keys.type("psst")
    keys.press("Enter")
    to_alice.should_read("psst")
    keys.choose(to_alice.root.get_by_role("button", name="Close"))

    expect(to_alice.root).to_have_count(0)
    expect(name).to_be_focused()


def test_escape_closes_a_panel(lounge, alice, bob, enter):
    lounge.post(alice, "talk to me")
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    name = bobs.message("talk to me").get_by_role("link", name="Alice")
    keys.choose(name)
    to_alice = bobs.panel("Alice")
    expect(to_alice.composer).to_be_focused()

    keys.press("Escape")

    expect(to_alice.root).to_have_count(0)
    expect(name).to_be_focused()


@pytest.mark.parametrize("sheet", ["Rooms", "People"])
def test_a_sheet_on_a_narrow_page(sheet, lounge, bob, enter):
    bobs = enter(lounge, bob, **PHONE)
    keys = Keys(bobs.page)
    opener = bobs.main.get_by_role("link", name=sheet, exact=True)
    root = {"Rooms": Sidebar(bobs.page).nav, "People": bobs.people}[sheet]

    keys.choose(opener)
    expect(root).to_be_visible()
    keys.press("Tab")
    should_hold_the_focus(root)
    keys.choose(root.get_by_role("link", name="Close"))

    expect(root).to_be_hidden()
    # In the page, right before what opened it or not far from there.
    expect(bobs.main).to_be_focused()


@pytest.mark.parametrize("sheet", ["Rooms", "People"])
def test_escape_closes_a_sheet(sheet, lounge, bob, enter):
    bobs = enter(lounge, bob, **PHONE)
    keys = Keys(bobs.page)
    opener = bobs.main.get_by_role("link", name=sheet, exact=True)
    root = {"Rooms": Sidebar(bobs.page).nav, "People": bobs.people}[sheet]
    keys.choose(opener)
    expect(root).to_be_visible()

    keys.press("Escape")

    expect(root).to_be_hidden()
    # In the page, right before what opened it or not far from there.
    expect(bobs.main).to_be_focused()


def test_the_menu(lounge, bob, enter):
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    opener = bobs.menu_opener
    profile = bobs.banner.get_by_role("link", name="Profile")

    keys.choose(opener)
    expect(profile).to_be_visible()
    keys.press("Tab")
    expect(profile).to_be_focused()
    keys.press("Escape")

    expect(profile).to_be_hidden()
    expect(opener).to_be_focused()


def test_making_a_room(bob, unique, browse):
    bobs = browse(bob).go(reverse("rooms"))
    keys = Keys(bobs.page)
    name = unique("Workshop")

    keys.choose(bobs.main.get_by_role("link", name="New room"))
    bobs.should_be_titled("New room")
    keys.walk_to(bobs.main.get_by_label("Name", exact=True))
    keys.type(name)
    keys.press("Tab")
    keys.type("where things are made")
    keys.walk_to(bobs.main.get_by_label("Anybody may come in").or_(bobs.main.get_by_role("radio").first))
    keys.press("ArrowDown")
    keys.choose(bobs.main.get_by_role("button", name="Make the room"))

    bobs.should_be_titled(name)
    assert Room.objects.get(name=name).kind == Room.Kind.CLOSED


def test_changing_a_preference(bob, browse):
    bobs = browse(bob).go(reverse("settings"))
    keys = Keys(bobs.page)

    keys.walk_to(bobs.main.get_by_label("Display name"))
    keys.press("Control+a")
    keys.type("Robert")
    keys.choose(bobs.main.get_by_role("button", name="Save"))

    expect(bobs.page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(bobs.main.get_by_label("Display name")).to_have_value("Robert")


# The focus can be seen


def test_the_focus_is_seen_wherever_it_stands(lounge, alice, bob, browse):
    for number in range(5):
        lounge.post(alice, f"message {number}")
    Room.objects.direct_between(alice, bob).post(bob, "psst")
    unseen = {}
    for path in (
        lounge.get_absolute_url(),
        reverse("rooms"),
        reverse("new-room"),
        reverse("settings"),
        reverse("person", args=[bob.username]),
        reverse("direct", args=[bob.username]),
        reverse("edit-room", args=[lounge.slug]),
        reverse("members", args=[lounge.slug]),
    ):
        for size in ({"width": 1280, "height": 800}, PHONE["viewport"]):
            page = browse(alice, viewport=size).go(path).page
            stops = Keys(page).walk_through()
            assert len(stops) > 3, "the focus goes nowhere"
            if faults := [stop for stop in stops if not stop.ringed or stop.covered]:
                unseen[f"{path} at {size['width']} px"] = faults

    assert unseen == {}


# The focus stays


def test_nobody_takes_the_caret_from_one_who_writes(lounge, alice, bob, carol, enter):
    lounge.admit(carol)
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    keys = Keys(bobs.page)
    keys.walk_to(bobs.composer)
    keys.type("half a sentence")
    keys.press("ArrowLeft", "ArrowLeft", "Shift+ArrowLeft")
    caret = bobs.composer.evaluate(CARET)

    alices.says("one", "two")
    bobs.should_read("one", "two")
    carols = enter(lounge, carol)
    bobs.should_list_as_here("Alice", "Bob", "Carol")
    carols.page.context.close()
    bobs.should_list_as_here("Alice", "Bob")

    expect(bobs.composer).to_be_focused()
    assert bobs.composer.evaluate(CARET) == caret == ["half a sentence", 12, 13]


def test_a_row_keeps_the_focus_when_its_badge_comes_and_goes(lounge, library, alice, bob, enter, another_tab):
    bobs = enter(library, bob)
    keys = Keys(bobs.page)
    row = bobs.sidebar.nav.get_by_role("link").filter(has_text=lounge.name)
    keys.walk_to(row)

    lounge.post(alice, "one")
    bobs.sidebar.should_have_unread(lounge.name, 1)
    expect(row).to_be_focused()
    another_tab(bobs, lounge).should_read("one")
    bobs.sidebar.should_have_unread(lounge.name, 0)

    expect(row).to_be_focused()


def test_a_name_keeps_the_focus_while_others_come_and_go(lounge, alice, bob, carol, enter):
    lounge.admit(carol)
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.should_list_as_here("Alice", "Bob")
    keys = Keys(bobs.page)
    carols = enter(lounge, carol)
    name = bobs.people.get_by_role("link", name="Carol", exact=True)
    keys.walk_to(name)

    alices.page.context.close()
    bobs.should_list_as_here("Bob", "Carol")
    expect(name).to_be_focused()
    enter(lounge, alice)
    bobs.should_list_as_here("Alice", "Bob", "Carol")

    expect(name).to_be_focused()
    assert carols


def test_a_message_keeps_the_focus_while_others_come(lounge, alice, bob, enter):
    lounge.post(alice, "the first")
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    keys = Keys(bobs.page)
    author = bobs.message("the first").get_by_role("link", name="Alice")
    keys.walk_to(author)

    alices.says("the second")
    bobs.should_read("the first", "the second")

    expect(author).to_be_focused()


def test_a_panel_that_is_asked_for_again_takes_the_focus(lounge, alice, bob, enter):
    lounge.post(alice, "talk to me")
    bobs = enter(lounge, bob)
    keys = Keys(bobs.page)
    name = bobs.message("talk to me").get_by_role("link", name="Alice")
    keys.choose(name)
    bobs.panel("Alice")
    expect(DirectPanel(bobs.page, "Alice").composer).to_be_focused()
    keys.choose(name)

    expect(DirectPanel(bobs.page, "Alice").composer).to_be_focused()
