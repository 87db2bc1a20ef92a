"""The line goes down, the server dies: what was sent arrives, once and in order."""

import contextlib

from playwright.sync_api import Error, expect


def test_both_sides_talk_while_the_line_is_down(lounge, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    alices, bobs = enter(lounge, alice), enter(lounge, bob, through=network)
    alices.says("before")
    bobs.should_read("before")

    network.cut()
    bobs.should_have_lost_the_line()
    alices.says("from Alice, one")
    bobs.say("from Bob, one")
    bobs.say("from Bob, two")
    alices.says("from Alice, two")
    expect(bobs.unsent).to_contain_text(["from Bob, one", "from Bob, two"])
    network.mend()

    bobs.should_have_the_line_again()
    everything = ["before", "from Alice, one", "from Alice, two", "from Bob, one", "from Bob, two"]
    for page in (alices, bobs):
        page.should_read(*everything)
    expect(bobs.unsent).to_have_count(0)
    together = alices.conversation()
    assert bobs.conversation() == together
    bobs.reload()
    alices.reload()
    assert bobs.conversation() == alices.conversation() == together


def test_the_line_goes_down_again_and_again(lounge, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    alices, bobs = enter(lounge, alice), enter(lounge, bob, through=network)
    said = []

    for cut in range(3):
        for word in ("this", "that"):
            bobs.say(f"Bob {cut} {word}")
            said.append(f"Bob {cut} {word}")
        network.cut()
        bobs.should_have_lost_the_line()
        alices.says(f"Alice {cut}")
        said.append(f"Alice {cut}")
        network.mend()
        bobs.should_have_the_line_again()

    expect(alices.messages).to_have_count(len(said))
    expect(bobs.messages).to_have_count(len(said))
    assert sorted(message.body for message in alices.conversation()) == sorted(said)
    assert bobs.conversation() == alices.conversation()


def test_a_killed_server_loses_nothing(lounge, alice, bob, enter, kill_server):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("before")

    with kill_server():
        alices.should_have_lost_the_line()
        bobs.should_have_lost_the_line()
        alices.say("said to a dead server")
        expect(alices.unsent).to_contain_text(["said to a dead server"])

    for page in (alices, bobs):
        page.should_have_the_line_again()
        page.should_read("before", "said to a dead server")
    expect(alices.unsent).to_have_count(0)
    # The dead process's list of people lapses, and everybody is told by the new one.
    for page in (alices, bobs):
        page.should_list_as_here("Alice", "Bob")
    together = alices.conversation()
    bobs.reload()
    assert bobs.conversation() == together
    bobs.says("after")
    alices.should_read("before", "said to a dead server", "after")


def test_what_was_not_sent_survives_a_reload(lounge, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    alices, bobs = enter(lounge, alice), enter(lounge, bob, through=network)

    network.cut()
    bobs.should_have_lost_the_line()
    bobs.say("do not lose this")
    expect(bobs.unsent).to_contain_text(["do not lose this"])
    with contextlib.suppress(Error):
        bobs.page.reload()
    bobs.page.wait_for_url("chrome-error://*/")
    network.mend()
    bobs.open()

    bobs.should_read("do not lose this")
    alices.should_read("do not lose this")
    expect(bobs.unsent).to_have_count(0)
    bobs.reload()
    bobs.should_read("do not lose this")
    expect(bobs.unsent).to_have_count(0)


def test_what_was_not_sent_is_sent_from_another_room(lounge, library, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    alices, bobs = enter(lounge, alice), enter(lounge, bob, through=network)

    network.cut()
    bobs.should_have_lost_the_line()
    bobs.say("for the lounge")
    expect(bobs.unsent).to_contain_text(["for the lounge"])
    bobs.page.goto("about:blank")
    network.mend()
    bobs.page.goto(library.get_absolute_url())

    alices.should_read("for the lounge")
    expect(bobs.heading).to_have_text(library.name)
    expect(bobs.page.get_by_text("for the lounge")).to_have_count(0)


def test_a_panel_comes_back_with_the_line(lounge, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    bobs, alices = enter(lounge, bob), enter(lounge, alice, through=network)
    alices.should_list_as_here("Alice", "Bob")
    to_bob = alices.talk_privately_to("Bob")
    to_bob.says("before")
    to_alice = bobs.talk_privately_to("Alice")

    network.cut()
    alices.should_have_lost_the_line()
    to_alice.says("meanwhile")
    to_bob.say("unsent")
    network.mend()

    alices.should_have_the_line_again()
    for panel in (to_alice, to_bob):
        panel.should_read("before", "meanwhile", "unsent")


def test_what_gets_no_answer_has_the_page_find_out_soon(lounge, alice, bob, enter, guard):
    lounge.post(alice, "can you hear me?")
    bobs = enter(lounge, bob)
    guard.expect_network_errors()
    bobs.page.context.set_offline(True)
    message = bobs.message("can you hear me?")
    message.hover()
    message.get_by_role("button", name="Do something with this message").click()
    bobs.should_have_lost_the_line()
    bobs.page.context.set_offline(False)
    bobs.should_have_the_line_again()
