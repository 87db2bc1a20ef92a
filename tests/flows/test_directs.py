from playwright.sync_api import expect


def test_two_people_talk_beside_the_room(lounge, alice, bob, carol, enter):
    lounge.admit(carol)
    alices, bobs, carols = enter(lounge, alice), enter(lounge, bob), enter(lounge, carol)

    alices.should_list_as_here("Alice", "Bob", "Carol")
    to_bob = alices.talk_privately_to("Bob")
    expect(to_bob.composer).to_be_focused()
    to_bob.says("just between us")
    bobs.sidebar.should_have_unread("Alice", 1)
    to_alice = bobs.talk_privately_to("Alice")
    to_alice.should_read("just between us")
    to_alice.says("of course")

    to_bob.should_read("just between us", "of course")
    bobs.sidebar.should_have_unread("Alice", 0)
    for page in (alices, bobs, carols):
        page.should_read()
    carols.sidebar.should_not_list("Alice")


def test_several_conversations_stand_side_by_side(lounge, alice, bob, carol, enter):
    lounge.admit(carol)
    alices, bobs, carols = enter(lounge, alice), enter(lounge, bob), enter(lounge, carol)
    alices.should_list_as_here("Alice", "Bob", "Carol")

    to_bob, to_carol = alices.talk_privately_to("Bob"), alices.talk_privately_to("Carol")
    to_bob.says("hello, Bob")
    to_carol.says("hello, Carol")
    bobs.talk_privately_to("Alice").says("hello from Bob")
    carols.talk_privately_to("Alice").says("hello from Carol")

    to_bob.should_read("hello, Bob", "hello from Bob")
    to_carol.should_read("hello, Carol", "hello from Carol")
    to_bob.close()
    expect(to_bob.root).to_have_count(0)
    carols.panel("Alice").says("are you there?")
    to_carol.should_show("are you there?")


def test_a_name_in_the_log_opens_one_panel_however_often(lounge, alice, bob, enter):
    alices = enter(lounge, alice)
    lounge.post(bob, "choose me")

    for _ in range(2):
        alices.message("choose me").get_by_role("link", name="Bob").click()
        alices.panel("Bob")

    expect(alices.panel("Bob").root).to_have_count(1)


def test_a_panel_stays_open_while_one_moves_between_rooms(lounge, library, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.should_list_as_here("Alice", "Bob")
    to_bob = alices.talk_privately_to("Bob")
    to_bob.says("before")

    alices.move_to(library)

    to_bob.is_ready()
    bobs.talk_privately_to("Alice").says("after")
    to_bob.should_read("before", "after")


def test_a_message_reaches_the_other_on_the_next_visit(lounge, alice, bob, enter, write_to):
    write_to(bob, alice).says("read this when you are back", "and this")

    bobs = enter(lounge, bob)
    bobs.sidebar.should_have_unread("Alice", 2)
    bobs.sidebar.go_to("Alice")

    bobs.should_be_titled("Alice")
    bobs_page = write_to(alice, bob)
    bobs_page.should_read("read this when you are back", "and this")
    bobs_page.sidebar.should_have_unread("Alice", 0)
    bobs.sidebar.should_have_unread("Alice", 0)


def test_a_conversation_as_a_page(alice, bob, write_to):
    alices, bobs = write_to(bob, alice), write_to(alice, bob)

    alices.says("hello")
    bobs.says("hello yourself")

    alices.should_read("hello", "hello yourself")
    live = alices.conversation()
    assert bobs.conversation() == live
    alices.reload()
    assert alices.conversation() == live


def test_a_panel_and_a_page_show_the_same(lounge, alice, bob, enter, write_to):
    alices, bobs = enter(lounge, alice), write_to(alice, bob)
    enter(lounge, bob)
    alices.should_list_as_here("Alice", "Bob")
    panel = alices.talk_privately_to("Bob")

    panel.says("from the panel")
    bobs.says("from the page")

    panel.should_read("from the panel", "from the page")
    assert panel.conversation() == bobs.conversation()


def test_nobody_talks_to_themselves(lounge, alice, browse):
    alices = browse(alice).go(f"/direct/{alice.username}/")

    alices.should_be_titled("Alice")
    assert alices.page.url.endswith(f"/people/{alice.username}/")
