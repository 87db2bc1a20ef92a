"""A small screen, a keyboard without a mouse, a dark room."""

from playwright.sync_api import expect

from tests.flows.pages.sidebar import Sidebar

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_a_room_on_a_phone(lounge, library, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob, **PHONE)

    bobs.composer.tap()
    bobs.write("one")
    bobs.composer.press("Enter")
    bobs.write("two")
    bobs.send.tap()
    expect(alices.messages).to_have_count(1)
    assert alices.conversation()[0].body == "one\ntwo"
    alices.say("a" * 200)
    bobs.should_show("a" * 200)
    assert bobs.fits_the_width()

    expect(bobs.people).not_to_be_in_viewport()
    bobs.main.get_by_role("link", name="People", exact=True).tap()
    expect(bobs.people.get_by_role("link", name="Alice")).to_be_in_viewport()
    bobs.people.get_by_role("link", name="Close").tap()
    expect(bobs.people).not_to_be_in_viewport()

    sidebar = Sidebar(bobs.page)
    expect(sidebar.nav).not_to_be_in_viewport()
    bobs.main.get_by_role("link", name="Rooms", exact=True).tap()
    expect(sidebar.row(library.name)).to_be_in_viewport()
    sidebar.row(library.name).tap()
    bobs.should_be_titled(library.name)
    expect(sidebar.nav).not_to_be_in_viewport()


def test_a_touch_hits_what_it_aims_at_while_one_writes(lounge, alice, bob, enter):
    """The tools below the words go away with the focus, and the log has their place."""
    lounge.ask(alice, "Tea or coffee?", ["Tea", "Coffee"])
    bobs = enter(lounge, bob, **PHONE)

    bobs.composer.tap()
    expect(bobs.main.get_by_role("button", name="Bold")).to_be_visible()
    bobs.message("Tea or coffee?").get_by_role("button", name="Coffee").tap()

    expect(bobs.message("Tea or coffee?").get_by_role("button", name="Coffee")).to_contain_text("1")
    expect(bobs.main.get_by_role("button", name="Bold")).to_be_hidden()


def test_a_touch_that_puts_a_menu_away_presses_nothing_below_it(lounge, alice, bob, enter):
    lounge.ask(alice, "Tea or coffee?", ["Tea", "Coffee"], multiple=True)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        lounge.post(bob, letter)
    bobs = enter(lounge, bob, **PHONE)
    tea = bobs.options_of("Tea or coffee?").first
    tea.evaluate("tea => tea.scrollIntoView({ block: 'start' })")
    at = tea.bounding_box()

    bobs.message("a").get_by_role("button", name="Do something with this message").tap()
    expect(bobs.menu.get_by_role("button", name="👍")).to_be_visible()
    assert at["y"] + at["height"] < bobs.menu.bounding_box()["y"]
    bobs.page.touchscreen.tap(at["x"] + 20, at["y"] + 10)
    expect(bobs.menu).to_be_hidden()

    bobs.options_of("Tea or coffee?").last.tap()
    expect(bobs.options_of("Tea or coffee?")).to_have_text(["Tea 0", "Coffee 1"])


def test_a_touch_beside_a_line_leads_nowhere(lounge, alice, bob, enter):
    for words in ("one", "two"):
        lounge.post(bob, words)
    bobs = enter(lounge, bob, **PHONE)
    at, before = bobs.body_of("two").bounding_box(), bobs.page.url
    bobs.page.touchscreen.tap(20, at["y"] + at["height"] / 2)
    lounge.post(alice, "still here")
    bobs.should_show("still here")
    assert bobs.page.url == before


def test_the_list_of_names_goes_with_the_keyboard(lounge, alice, bob, enter):
    bobs = enter(lounge, bob, **PHONE)
    bobs.composer.tap()
    bobs.write("so @")
    expect(bobs.suggestions).not_to_have_count(0)
    bobs.main.get_by_role("heading", name=lounge.name).tap()
    expect(bobs.suggestions.first).to_be_hidden()
    bobs.composer.tap()
    bobs.suggestions.filter(has_text="Alice").tap()
    expect(bobs.composer).to_have_value(f"so @{alice.username} ")


def test_a_panel_on_a_phone(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob, **PHONE)
    alices.says("tap my name")

    bobs.message("tap my name").get_by_role("link", name="Alice").tap()
    to_alice = bobs.panel("Alice")
    to_alice.composer.fill("from the phone")
    to_alice.send.tap()
    to_alice.should_read("from the phone")

    assert bobs.fits_the_width()
    to_alice.close()
    expect(bobs.composer).to_be_visible()


def test_every_page_fits_a_phone(cellar, alice, bob, enter, browse):
    cellar.revise("W" * 80, "w" * 250)
    cellar.post(alice, "https://example.org/" + "long/" * 60)
    bobs = browse(bob, **PHONE)
    paths = ["/chat/", "/chat/new/", cellar.get_absolute_url(), f"{cellar.get_absolute_url()}members/"]
    paths += [
        f"/direct/{alice.username}/",
        f"/people/{alice.username}/",
        "/settings/",
        "/accounts/password/change/",
    ]

    too_wide = [path for path in paths if not bobs.go(path).fits_the_width()]

    assert too_wide == []
    assert browse(**PHONE).go("/accounts/login/").fits_the_width()


def test_everything_by_the_keyboard(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    bobs.should_list_as_here("Alice", "Bob")
    keys = bobs.page.keyboard

    keys.press("Tab")
    expect(bobs.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    keys.press("Enter")
    walk_to(bobs.page, bobs.composer)
    keys.type("by the keys alone")
    keys.press("Enter")
    alices.should_read("by the keys alone")

    walk_to(bobs.page, bobs.people.get_by_role("link", name="Alice", exact=True))
    keys.press("Enter")
    to_alice = bobs.panel("Alice")
    expect(to_alice.composer).to_be_focused()
    keys.type("and in private")
    keys.press("Enter")
    to_alice.should_read("and in private")
    alices.sidebar.should_have_unread("Bob", 1)


def test_a_dark_room(lounge, alice, bob, enter):
    by_day, by_night = enter(lounge, alice, color_scheme="light"), enter(lounge, bob, color_scheme="dark")

    by_night.says("it is dark in here")
    by_day.should_read("it is dark in here")

    assert by_day.page.evaluate(BACKGROUND) != by_night.page.evaluate(BACKGROUND)
    by_night.page.emulate_media(color_scheme="light")
    assert by_day.page.evaluate(BACKGROUND) == by_night.page.evaluate(BACKGROUND)


def walk_to(page, target) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not lead there")
