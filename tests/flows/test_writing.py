"""Writing with Markdown: the tools beside the composer, a look before sending, what the others get."""

import pytest
from playwright.sync_api import expect

LONG = "\n".join(f"line {n}" for n in range(40))


def test_what_is_formatted_looks_the_same_to_both_and_after_a_reload(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.say("**Ship** at `nine`, see https://example.org\n\n- [x] rope\n- [ ] tea")

    for page in (alices, bobs):
        said = page.messages.last
        expect(said.get_by_role("strong")).to_have_text("Ship")
        expect(said.get_by_role("code")).to_have_text("nine")
        expect(said.get_by_role("link", name="https://example.org")).to_have_attribute("target", "_blank")
        expect(said.get_by_role("checkbox")).to_have_count(2)
    live = bobs.conversation()
    bobs.reload()
    assert bobs.conversation() == live


def test_what_is_formatted_reaches_a_page_that_was_away(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    with offline(bobs):
        bobs.should_have_lost_the_line()
        alices.say("| ship | at |\n|---|---|\n| Ada | **nine** |")
        expect(alices.messages.last.get_by_role("table")).to_be_visible()
        lounge.messages.get().edit("```python\nprint('nine')\n```")
        expect(alices.messages.last.get_by_text("print('nine')")).to_be_visible()
        alices.say("> ~~eight~~ ||nine||")
        expect(alices.messages.last.get_by_role("blockquote")).to_be_visible()
    bobs.should_have_the_line_again()

    expect(bobs.messages.last.get_by_role("blockquote")).to_be_visible()
    assert bobs.conversation() == alices.conversation()
    live = bobs.conversation()
    bobs.reload()
    assert bobs.conversation() == live


@pytest.mark.parametrize(
    ("press", "text"),
    [
        ("Bold", "say **it** now"),
        ("Italic", "say _it_ now"),
        ("Code", "say `it` now"),
        ("Spoiler", "say ||it|| now"),
    ],
)
def test_a_tool_embraces_what_is_chosen(lounge, bob, enter, press, text):
    bobs = enter(lounge, bob)
    bobs.composer.fill("say it now")
    bobs.composer.evaluate("box => box.setSelectionRange(4, 6)")

    bobs.main.get_by_role("toolbar").get_by_role("button", name=press, exact=True).click()

    expect(bobs.composer).to_have_value(text)
    expect(bobs.composer).to_be_focused()


def test_the_same_by_keys_and_it_can_be_undone(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.composer.fill("say it now")
    bobs.composer.evaluate("box => box.setSelectionRange(4, 6)")
    bobs.composer.press("Control+b")
    expect(bobs.composer).to_have_value("say **it** now")

    bobs.composer.press("Control+z")

    expect(bobs.composer).to_have_value("say it now")


def test_a_look_before_sending_follows_the_keys_and_goes_with_the_text(lounge, bob, enter):
    bobs = enter(lounge, bob)
    preview = bobs.main.get_by_role("region", name="Preview")
    bobs.composer.fill("so *nice*")

    bobs.main.get_by_role("button", name="Preview", exact=True).click()
    expect(preview.get_by_role("emphasis")).to_have_text("nice")
    bobs.composer.press("End")
    bobs.composer.press_sequentially(" and **bold**")
    expect(preview.get_by_role("strong")).to_have_text("bold")
    bobs.composer.press("Enter")

    expect(bobs.messages.last.get_by_role("strong")).to_have_text("bold")
    expect(preview).to_be_hidden()


def test_a_look_is_closed_again(lounge, bob, enter):
    bobs = enter(lounge, bob)
    bobs.composer.fill("so *nice*")
    bobs.main.get_by_role("button", name="Preview", exact=True).click()

    bobs.main.get_by_role("button", name="Close the preview").click()

    expect(bobs.main.get_by_role("region", name="Preview")).to_have_count(0)
    expect(bobs.composer).to_have_value("so *nice*")


def test_a_spoiler_shows_itself_to_who_comes_by_with_the_keyboard(lounge, alice, bob, enter):
    lounge.post(alice, "it was ||the gardener||")
    bobs = enter(lounge, bob)
    spoiler = bobs.messages.last.get_by_text("the gardener")
    hidden = spoiler.evaluate("it => getComputedStyle(it).color")

    spoiler.focus()

    assert spoiler.evaluate("it => getComputedStyle(it).color") != hidden


def test_a_long_message_shows_its_beginning_until_one_wants_the_rest(lounge, alice, bob, enter):
    lounge.post(alice, LONG)
    bobs = enter(lounge, bob)
    body = bobs.bodies.first
    folded = body.bounding_box()["height"]

    bobs.messages.last.get_by_label("Show all of it").click()

    assert body.bounding_box()["height"] > 2 * folded
    alices = enter(lounge, alice)
    alices.says("next")
    bobs.should_show("next")
    assert body.bounding_box()["height"] > 2 * folded


def test_a_few_emoji_alone_are_large(lounge, alice, bob, enter):
    lounge.post(alice, "🚢🌊")
    bobs = enter(lounge, bob)
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    assert bobs.bodies.last.evaluate(size) > 30


def test_with_scripts_off_one_looks_by_a_page(lounge, bob, browse):
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    bobs.main.get_by_label("Message", exact=True).fill("so *nice*")

    bobs.main.get_by_role("button", name="Preview", exact=True).click()

    expect(bobs.main.get_by_role("emphasis")).to_have_text("nice")
    expect(bobs.main.get_by_label("Message", exact=True)).to_have_value("so *nice*")
    bobs.main.get_by_role("button", name="Send").click()
    expect(bobs.main.get_by_role("log").get_by_role("emphasis")).to_have_text("nice")
