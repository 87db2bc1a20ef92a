"""The line is dead and nobody says so: the page finds out, comes back, and says what is going on."""

import shutil

import pytest
from django.conf import settings

from tests.flows.pages.room_page import RoomPage
from tests.flows.plugin import serving, session_of

# A loss that never lasts for long enough to be worth a word.
HOLD_BACK_WORDS = """
const sheet = new CSSStyleSheet()
sheet.replaceSync('.connection__lost { animation-play-state: paused !important }')
document.adoptedStyleSheets = [sheet]
"""
COME_ONLINE = "dispatchEvent(new Event('online'))"
COME_TO_SIGHT = "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))"
NOTE_THE_CACHE = "addEventListener('pageshow', event => { window.wasKept = event.persisted })"
NOT_READY = "document.querySelector('main').removeAttribute('data-ready')"
HALF_A_CHANCE = "Math.random = () => 0.5"


@pytest.fixture
def timed(browse, network, guard):
    """Open a room for a person, over the line, on a page whose clock is ours; its sockets are noted."""

    guard.expect_network_errors()

    def timed(room, person, line=network):
        page = browse(person, through=line).page
        page.sockets = []
        # Not the method itself: Playwright wants to write on what it is given.
        page.on("websocket", lambda socket: page.sockets.append(socket))  # noqa: PLW0108
        page.add_init_script(HALF_A_CHANCE)
        page.clock.install()
        return RoomPage(page, room).open()

    return timed


@pytest.fixture
def browse_with_cache(server, guard, browser_type, browser_type_launch_args):
    """Open a page for a person in a browser that keeps the pages one leaves, as people's browsers do."""
    guard.expect_network_errors()
    whole = browser_type_launch_args | {"ignore_default_args": ["--disable-back-forward-cache"]}
    # Its shell keeps no pages.
    if program := shutil.which("chromium"):
        whole["executable_path"] = program
    browser = browser_type.launch(**whole)

    def browse_with_cache(person):
        context = browser.new_context(base_url=server.url)
        guard.watch(context)
        context.add_cookies([{"name": "parley", "value": session_of(person), "url": server.url}])
        return context.new_page()

    yield browse_with_cache
    browser.close()


def test_silence_is_noticed_within_45_seconds(lounge, alice, bob, enter, timed, network):
    alices, bobs = enter(lounge, alice), timed(lounge, bob)

    network.go_dead()
    alices.says("meanwhile")
    bobs.page.clock.run_for(15_000)
    bobs.should_read()
    bobs.page.clock.run_for(30_000)

    bobs.should_read("meanwhile")
    bobs.says("back again")
    alices.should_read("meanwhile", "back again")


def test_a_quiet_line_is_not_a_dead_one(lounge, bob, timed):
    bobs = timed(lounge, bob)
    [socket] = bobs.page.sockets

    for _ in range(6):
        bobs.page.evaluate(NOT_READY)
        # A second past the question: were it five, the sixth would be given up before its answer can arrive.
        bobs.page.clock.run_for(31_000)
        bobs.is_ready()

    assert bobs.page.sockets == [socket]
    assert not socket.is_closed()


@pytest.mark.parametrize("sign", [COME_ONLINE, COME_TO_SIGHT], ids=["online", "in sight"])
def test_a_sign_of_life_finds_a_dead_line_at_once(sign, lounge, alice, bob, enter, timed, network):
    alices, bobs = enter(lounge, alice), timed(lounge, bob)

    # The next of the hellos that come by themselves is due while an answer is awaited.
    bobs.page.clock.run_for(16_000)
    network.go_dead()
    alices.says("meanwhile")
    bobs.page.evaluate(sign)
    bobs.page.clock.run_for(6_000)

    bobs.should_read("meanwhile")


@pytest.mark.parametrize("sign", [COME_ONLINE, COME_TO_SIGHT], ids=["online", "in sight"])
def test_a_sign_of_life_ends_the_wait(sign, lounge, bob, timed, network, guard):
    guard.expect_network_errors()
    bobs = timed(lounge, bob)
    bobs.page.clock.pause_at(bobs.page.evaluate("Date.now()") + 1000)

    network.cut()
    bobs.should_have_lost_the_line()
    network.mend()
    bobs.page.evaluate(sign)
    bobs.page.clock.run_for(1)  # it comes back with the next tick, not when it would have

    bobs.should_have_the_line_again()


def test_a_laptop_that_slept_catches_up(lounge, alice, bob, enter, timed, network):
    alices, bobs = enter(lounge, alice), timed(lounge, bob)

    network.go_dead()
    alices.says("while the lid was down")
    bobs.page.clock.fast_forward("08:00:00")
    bobs.page.clock.run_for(20_000)

    bobs.should_read("while the lid was down")


def test_a_page_comes_back_out_of_the_browsers_cache(lounge, alice, bob, enter, browse_with_cache):
    alices, bobs = enter(lounge, alice), RoomPage(browse_with_cache(bob), lounge).open()
    bobs.page.evaluate(NOTE_THE_CACHE)

    bobs.page.goto("/healthz")
    alices.says("meanwhile")
    # Playwright's own way back waits for a page to load.
    bobs.page.evaluate("history.back()")

    bobs.should_read("meanwhile")
    bobs.says("back again")
    alices.should_read("meanwhile", "back again")
    assert bobs.page.evaluate("wasKept")


def test_the_words_of_a_lost_line(lounge, bob, enter, network, guard):
    guard.expect_network_errors()
    bobs = enter(lounge, bob, through=network)
    bobs.should_be_told("")

    network.cut()
    bobs.should_be_told("Connection lost. What you send waits here until it is back.")
    network.mend()
    bobs.should_be_told("Connected again.")
    bobs.should_be_told("")


def test_a_page_that_finds_no_line_says_so(lounge, bob, browse):
    page = browse(bob).page
    page.route_web_socket("**", lambda socket: None)
    page.goto(lounge.get_absolute_url())

    RoomPage(page, lounge).should_be_told("Connecting…")


def test_a_blip_is_not_worth_a_word(lounge, bob, enter, network, guard):
    guard.expect_network_errors()
    bobs = enter(lounge, bob, through=network)
    bobs.page.evaluate(HOLD_BACK_WORDS)

    with bobs.page.expect_websocket():
        network.cut()
        network.mend()
    bobs.should_have_the_line_again()

    assert bobs.connection.inner_text() == ""


def test_a_page_comes_back_as_slowly_as_the_server_asked(lounge, bob, timed, database, var_dir, guard):
    guard.expect_network_errors()
    one_in_a_hundred_seconds = {"RETURN_RATE": "0.01", "SECRET_KEY": settings.SECRET_KEY}
    with serving(var_dir, DATABASE_URL=f"sqlite:///{database}", **one_in_a_hundred_seconds) as server:
        bobs = timed(lounge, bob, line=server)
        bobs.page.clock.pause_at(bobs.page.evaluate("Date.now()") + 1000)

        server.kill()
        bobs.should_have_lost_the_line()
        server.start()
        bobs.page.clock.run_for(49_000)
        assert len(bobs.page.sockets) == 1
        with bobs.page.expect_websocket():
            bobs.page.clock.run_for(2_000)

        bobs.should_have_the_line_again()
