"""Emoji that people put to a message."""

from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation


def test_two_people_react(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("The ship is here")

    bobs.menu_of("The ship is here").get_by_role("button", name="🎉").click()
    expect(alices.reactions_to("The ship is here")).to_have_text(["🎉 1"])
    expect(bobs.menu).to_be_hidden()
    alices.reactions_to("The ship is here").click()
    for page in (alices, bobs):
        expect(page.reactions_to("The ship is here")).to_have_text(["🎉 2"])
        expect(page.reactions_to("The ship is here")).to_have_attribute(
            "title", "\u2068Bob\u2069, \u2068Alice\u2069"
        )
    bobs.reactions_to("The ship is here").click()

    for page in (alices, bobs):
        expect(page.reactions_to("The ship is here")).to_have_text(["🎉 1"])


def test_ones_own_reaction_looks_it(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("hello")
    bobs.menu_of("hello").get_by_role("button", name="👍").click()

    colour = "button => getComputedStyle(button).borderColor"
    expect(alices.reactions_to("hello")).to_have_text("👍 1")
    expect(bobs.reactions_to("hello")).to_have_text("👍 1")
    assert bobs.reactions_to("hello").evaluate(colour) != alices.reactions_to("hello").evaluate(colour)


def test_any_emoji_is_found_by_its_name_and_without_a_mouse(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("Which animal?")
    menu = bobs.menu_of("Which animal?")
    menu.get_by_role("link", name="More emoji").press("Enter")

    search = menu.get_by_role("searchbox", name="Find an emoji")
    expect(search).to_be_focused()
    search.press_sequentially("octo")
    expect(bobs.emoji_found).to_have_text(["🐙"])
    bobs.page.keyboard.press("Tab")
    expect(menu.get_by_role("button", name="🐙")).to_be_focused()
    bobs.page.keyboard.press("Enter")

    expect(alices.reactions_to("Which animal?")).to_have_text(["🐙 1"])
    expect(menu).to_be_hidden()
    expect(bobs.menu_of("Which animal?").get_by_role("button").first).to_have_text("🐙")


def test_an_emoji_is_found_by_its_name_in_the_readers_language(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob, locale="de-DE")
    alices.says("Das Schiff ist da")
    bobs.should_show("Das Schiff ist da")
    bobs.message("Das Schiff ist da").hover()
    bobs.message("Das Schiff ist da").get_by_role("button", name="Etwas mit dieser Nachricht tun").click()
    menu = bobs.page.get_by_role("dialog", name="Etwas mit dieser Nachricht tun")
    menu.get_by_role("link", name="Mehr Emojis").click()

    menu.get_by_role("searchbox").press_sequentially("konfettibombe")
    # It stands among the first ones too, elsewhere.
    expect(menu.locator("#picker-found").get_by_role("button")).to_have_text(["🎉"])
    menu.get_by_role("button", name="🎉").click()

    expect(alices.reactions_to("Das Schiff ist da")).to_have_text(["🎉 1"])


def test_the_picker_goes_on_and_keeps_a_tone_of_skin(lounge, alice, bob, enter):
    bobs = enter(lounge, bob)
    bobs.says("hello")
    menu = bobs.menu_of("hello")
    menu.get_by_role("link", name="More emoji").click()
    expect(bobs.emoji_found).to_have_count(200)
    bobs.more_emoji.click()
    expect(bobs.emoji_found).to_have_count(400)

    menu.get_by_role("form", name="Tone of skin").get_by_role("button").nth(5).click()
    menu.get_by_role("button", name="👍🏿").click()

    expect(bobs.reactions_to("hello")).to_have_text(["👍🏿 1"])
    bobs.reload()
    expect(bobs.menu_of("hello").get_by_role("button")).to_contain_text(["👍🏿", "❤️"])


def test_the_focus_stays_on_a_reaction_that_changes(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("hello")
    bobs.menu_of("hello").get_by_role("button", name="👍").click()
    alices.reactions_to("hello").focus()
    alices.page.keyboard.press("Enter")

    expect(alices.reactions_to("hello")).to_have_text(["👍 2"])
    expect(alices.reactions_to("hello")).to_be_focused()
    bobs.reactions_to("hello").click()
    expect(alices.reactions_to("hello")).to_have_text(["👍 1"])
    expect(alices.reactions_to("hello")).to_be_focused()


def test_a_page_that_was_away_shows_what_came_meanwhile(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("hello", "and more")
    bobs.menu_of("hello").get_by_role("button", name="👍").click()
    expect(bobs.reactions_to("hello")).to_have_text(["👍 1"])

    with offline(bobs):
        alices.reactions_to("hello").click()
        expect(alices.reactions_to("hello")).to_have_text(["👍 2"])
        alices.menu_of("and more").get_by_role("button", name="👀").click()
        expect(alices.reactions_to("and more")).to_have_text(["👀 1"])
        expect(bobs.reactions_to("hello")).to_have_text(["👍 1"])

    expect(bobs.reactions_to("hello")).to_have_text(["👍 2"])
    expect(bobs.reactions_to("and more")).to_have_text(["👀 1"])


def test_who_reacted_is_told_in_the_menu(lounge, alice, bob, enter):
    alices = enter(lounge, alice)
    said = lounge.post(bob, "hello")
    for person, sign in ((alice, "👍"), (bob, "👍"), (bob, "🚢")):
        said.react(person, sign)
    alices.should_show("hello")

    menu = alices.menu_of("hello")
    menu.get_by_role("link", name="Who reacted").click()

    expect(menu.get_by_role("listitem")).to_have_text(["🚢 Bob", "👍 Bob", "👍 Alice"])


def test_an_open_menu_stays_where_it_is_though_its_message_changes(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("Which animal?")
    alices.menu_of("Which animal?").get_by_role("button", name="👍").click()
    expect(bobs.reactions_to("Which animal?")).to_have_text(["👍 1"])
    menu = bobs.menu_of("Which animal?")
    stood = menu.bounding_box()

    alices.reactions_to("Which animal?").click()
    expect(bobs.reactions_to("Which animal?")).to_have_count(0)

    assert menu.bounding_box()["x"] == stood["x"]
    menu.get_by_role("button", name="👍").click()
    expect(alices.reactions_to("Which animal?")).to_have_text(["👍 1"])


def test_what_is_refused_is_said_and_changes_nothing(lounge, alice, bob, enter):
    alices = enter(lounge, alice)
    said = lounge.post(bob, "hello")
    said.react(bob, "👍")
    expect(alices.reactions_to("hello")).to_have_text(["👍 1"])
    lounge.dismiss(alice)
    expect(alices.join_button).to_be_visible()
    alices.is_ready()

    alices.reactions_to("hello").click()

    expect(
        alices.page.get_by_role("alert").filter(has_text="You are not a member of this room.")
    ).to_be_visible()
    expect(alices.reactions_to("hello")).to_have_text(["👍 1"])


def test_with_scripts_off(lounge, alice, bob, enter, browse):
    alices = enter(lounge, alice)
    alices.says("hello")
    alices.menu_of("hello").get_by_role("button", name="🎉").click()
    expect(alices.reactions_to("hello")).to_have_text(["🎉 1"])
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = Conversation(bobs.main, lounge.name)

    room.reactions_to("hello").click()
    expect(alices.reactions_to("hello")).to_have_text(["🎉 2"])

    # one is led to the message, which has everything that a menu would
    chosen = bobs.page.get_by_role("region", name="The message that you chose")
    chosen.get_by_role("button", name="👀").click()
    expect(alices.reactions_to("hello")).to_have_text(["🎉 2", "👀 1"])
    chosen.get_by_role("link", name="More emoji").click()
    bobs.main.get_by_role("searchbox", name="Find an emoji").fill("octopus")
    bobs.page.keyboard.press("Enter")
    bobs.main.get_by_role("button", name="🐙").click()
    expect(alices.reactions_to("hello")).to_have_text(["🎉 2", "👀 1", "🐙 1"])
    chosen.get_by_role("link", name="Who reacted").click()
    expect(bobs.main.get_by_role("listitem")).to_have_text(["🐙 Bob", "👀 Bob", "🎉 Bob", "🎉 Alice"])
    bobs.main.get_by_role("link", name="Back to the message").click()

    # and what one said can be taken back, with all that was put to it
    room.composer.fill("oh")
    room.send.click()
    room.message("oh").get_by_role("link").last.click()
    chosen.get_by_role("button", name="Take back").click()
    expect(alices.taken_back).to_have_count(1)
