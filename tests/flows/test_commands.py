"""Lines that begin with a slash, listed as one types them."""

from playwright.sync_api import expect


def suggestions(shown):
    return shown.main.get_by_role("list", name="Suggestions").get_by_role("listitem")


def test_commands_are_listed_and_completed_by_keyboard(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.write("/")
    expect(suggestions(alices).filter(has_text="/remind")).to_be_visible()
    alices.write("to")
    expect(suggestions(alices)).to_have_count(1)
    alices.composer.press("Enter")
    expect(alices.composer).to_have_value("/topic ")
    alices.composer.press_sequentially("Tea time")
    alices.composer.press("Enter")
    expect(alices.page.get_by_text("The topic is changed.")).to_be_visible()
    expect(bobs.main.get_by_text("Tea time")).to_be_visible()
    expect(bobs.messages).to_have_count(0)


def test_what_is_spelled_out_is_explained_and_sent_by_enter(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.write("/shrug")
    expect(suggestions(alices)).to_contain_text(["Shrug, after some words"])
    alices.composer.press("Enter")
    bobs.should_show("¯\\_(ツ)_/¯")


def test_a_poll_asked_by_command_reaches_a_page_that_was_away(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    with offline(bobs):
        bobs.should_have_lost_the_line()
        alices.say("/poll Tea or coffee? | Tea | Coffee")
        expect(alices.page.get_by_text("Your poll is asked.")).to_be_visible()
    bobs.should_have_the_line_again()
    bobs.message("Tea or coffee?").get_by_role("button", name="Coffee").click()
    expect(alices.message("Tea or coffee?")).to_contain_text("1")


def test_a_command_that_is_refused_can_be_mended(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.say("/remind water the plants")
    expect(bobs.main.get_by_role("alert").filter(has_text="Say when and of what")).to_be_visible()


def test_with_scripts_off_commands_are_done_too(lounge, alice, bob, enter, browse):
    bobs = enter(lounge, bob)
    alices = browse(alice, java_script_enabled=False).go(lounge.get_absolute_url())
    alices.main.get_by_label("Message", exact=True).fill("/topic Tea time")
    alices.main.get_by_role("button", name="Send").click()
    expect(alices.page.get_by_text("The topic is changed.")).to_be_visible()
    expect(bobs.main.get_by_text("Tea time")).to_be_visible()
