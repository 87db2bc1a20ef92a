from playwright.sync_api import expect

from tests.flows.pages.room_page import RoomPage


def test_a_badge_counts_what_is_said_elsewhere(lounge, library, alice, bob, enter):
    bobs, alices = enter(library, bob), enter(lounge, alice)
    bobs.sidebar.should_have_unread(lounge.name, 0)

    alices.says("one")
    bobs.sidebar.should_have_unread(lounge.name, 1)
    alices.says("two", "three")
    bobs.sidebar.should_have_unread(lounge.name, 3)
    bobs.reload()
    bobs.sidebar.should_have_unread(lounge.name, 3)
    alices.sidebar.should_have_unread(lounge.name, 0)


def test_reading_in_one_tab_clears_the_badge_in_the_others(lounge, library, alice, bob, enter, another_tab):
    first = enter(library, bob)
    second, elsewhere = another_tab(first), enter(library, bob)
    lounge.post(alice, "one")
    lounge.post(alice, "two")
    for page in (first, second, elsewhere):
        page.sidebar.should_have_unread(lounge.name, 2)

    first.move_to(lounge).should_read("one", "two")

    for page in (first, second, elsewhere):
        page.sidebar.should_have_unread(lounge.name, 0)
    first.reload()
    first.sidebar.should_have_unread(lounge.name, 0)


def test_what_one_says_oneself_is_read(lounge, library, bob, enter, another_tab):
    first = enter(library, bob)
    second = another_tab(first, lounge)

    second.says("mine")
    library.post(bob, "also mine")
    first.should_read("also mine")

    first.sidebar.should_have_unread(lounge.name, 0)
    second.sidebar.should_have_unread(library.name, 0)


def test_what_arrives_on_the_open_page_is_read(lounge, library, alice, bob, enter, another_tab):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    beside = another_tab(bobs, library)

    alices.says("are you reading?")
    bobs.should_read("are you reading?")

    beside.sidebar.should_have_unread(lounge.name, 0)
    beside.reload()
    beside.sidebar.should_have_unread(lounge.name, 0)


def test_badges_follow_when_the_line_is_back(lounge, library, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    bobs, elsewhere = enter(library, bob, through=network), enter(library, bob)
    lounge.post(alice, "before")
    bobs.sidebar.should_have_unread(lounge.name, 1)

    network.cut()
    bobs.should_have_lost_the_line()
    lounge.post(alice, "meanwhile")
    elsewhere.sidebar.should_have_unread(lounge.name, 2)
    network.mend()
    bobs.should_have_the_line_again()
    bobs.sidebar.should_have_unread(lounge.name, 2)

    network.cut()
    bobs.should_have_lost_the_line()
    elsewhere.move_to(lounge).should_read("before", "meanwhile")
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    network.mend()
    bobs.should_have_the_line_again()
    bobs.sidebar.should_have_unread(lounge.name, 0)


def the_line(page):
    return page.unread_line


def test_a_room_opens_at_the_line_where_one_left_off(lounge, library, alice, bob, enter):
    bobs = enter(lounge, bob)
    bobs.says("I am off")
    bobs.move_to(library)
    for n in range(30):
        lounge.post(alice, f"while bob was away {n}")

    back = bobs.move_to(lounge)

    expect(the_line(back)).to_be_in_viewport()
    assert the_line(back).evaluate("line => line.previousElementSibling.textContent").count("I am off") == 1
    jump = back.newest
    expect(jump).to_have_attribute("data-unread", "30")
    alices = enter(lounge, alice)
    alices.says("and one more")
    expect(jump).to_have_attribute("data-unread", "31")
    back.sidebar.should_have_unread(library.name, 0)
    jump.click()
    expect(back.message("and one more")).to_be_in_viewport()
    expect(jump).to_have_css("visibility", "hidden")
    elsewhere = enter(library, bob)
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    back.reload()
    expect(the_line(back)).to_have_count(0)


def test_with_very_much_unread_it_opens_around_the_first(lounge, library, alice, bob, enter, browse):
    for n in range(120):
        lounge.post(alice, f"number {n}")
    bobs = RoomPage(browse(bob).go(lounge.get_absolute_url()).page, lounge)

    expect(the_line(bobs)).to_be_in_viewport()
    expect(bobs.message("number 0")).to_be_in_viewport()
    bobs.main.get_by_role("link", name="Newest messages 99+").click()
    expect(bobs.message("number 119")).to_be_in_viewport()
    elsewhere = enter(library, bob)
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    elsewhere = elsewhere.move_to(lounge)
    expect(the_line(elsewhere)).to_have_count(0)


def test_whoever_reads_on_from_the_line_comes_to_the_present(lounge, library, alice, bob, enter):
    for n in range(120):
        lounge.post(alice, f"number {n}")
    bobs, elsewhere = enter(library, bob), enter(library, bob)

    bobs = bobs.move_to(lounge)

    expect(the_line(bobs)).to_be_in_viewport()
    expect(bobs.message("number 0")).to_be_in_viewport()
    expect(bobs.messages).to_have_count(50)
    elsewhere.sidebar.should_have_unread(lounge.name, "99+")
    for shown in (100, 120):
        bobs.log.evaluate("log => { log.closest('[role=group]').scrollTop = 0 }")
        expect(bobs.messages).to_have_count(shown)
    bobs.log.evaluate("log => { log.closest('[role=group]').scrollTop = 0 }")
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    lounge.post(alice, "news")
    bobs.should_show("news")


def mark_as_unread(page, body: str) -> None:
    page.message(body).hover()
    page.message(body).get_by_role("button").click()
    page.page.get_by_role("button", name="Mark as unread").click()
    page.should_be_titled("Rooms")


def test_a_message_marked_as_unread_is_so_on_every_device(lounge, library, alice, bob, enter, another_tab):
    lounge.post(alice, "later")
    lounge.post(alice, "latest")
    first, device = enter(lounge, bob), enter(library, bob)
    beside = another_tab(first, library)
    for page in (device, beside):
        page.sidebar.should_have_unread(lounge.name, 0)

    mark_as_unread(first, "later")

    for page in (first, device, beside):
        page.sidebar.should_have_unread(lounge.name, 2)
    back = device.move_to(lounge)
    assert the_line(back).evaluate("line => line.nextElementSibling.textContent").count("later") == 1
    first.sidebar.should_have_unread(lounge.name, 0)


def test_what_was_marked_as_unread_meanwhile_is_so_when_the_line_is_back(
    lounge, library, alice, bob, enter, offline
):
    lounge.post(alice, "later")
    first, away = enter(lounge, bob), enter(library, bob)
    away.sidebar.should_have_unread(lounge.name, 0)
    with offline(away):
        away.should_have_lost_the_line()
        mark_as_unread(first, "later")
    away.should_have_the_line_again()
    away.sidebar.should_have_unread(lounge.name, 1)


def test_a_conversation_in_a_panel_is_marked_as_unread(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.talk_privately_to(bob.name).says("psst")
    bobs.sidebar.should_have_unread(alice.name, 1)
    panel = bobs.talk_privately_to(alice.name)
    panel.should_read("psst")
    bobs.sidebar.should_have_unread(alice.name, 0)

    panel.message("psst").hover()
    panel.message("psst").get_by_role("button").click()
    bobs.page.get_by_role("button", name="Mark as unread").click()

    bobs.sidebar.should_have_unread(alice.name, 1)
    bobs.should_be_titled(lounge.name)


def test_unread_with_scripts_off(lounge, library, alice, bob, browse):
    lounge.post(bob, "mine")
    said = lounge.post(alice, "new")
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = RoomPage(bobs.page, lounge)
    expect(the_line(room)).to_have_text("New messages")
    lounge.post(bob, "all read")
    bobs.go(said.get_absolute_url())
    bobs.main.get_by_role("button", name="Mark as unread").click()
    bobs.should_be_titled("Rooms")
    bobs.sidebar.should_have_unread(lounge.name, 2)
