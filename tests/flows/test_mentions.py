import re

from django.urls import reverse
from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation


def count_of_mentions(page, count: int) -> None:
    link = page.sidebar.nav.get_by_role("link", name=re.compile("^Mentions"))
    expect(link).to_have_text(f"Mentions {count or ''}".strip(), use_inner_text=True)


def test_who_is_mentioned_is_told_wherever_they_are(lounge, library, alice, bob, enter):
    bobs, alices = enter(library, bob), enter(lounge, alice)

    alices.say(f"@{bob.username} are you there?")

    bobs.sidebar.should_have_mentions(lounge.name, 1)
    count_of_mentions(bobs, 1)
    bobs.sidebar.nav.get_by_role("link", name=re.compile("^Mentions")).click()
    bobs.should_be_titled("Mentions")
    entry = bobs.main.get_by_role("listitem").filter(has_text="are you there?")
    expect(entry.get_by_text("unread")).to_be_visible()
    entry.get_by_role("link").first.click()
    there = Conversation(bobs.main, lounge.name)
    expect(there.pointed_at).to_contain_text("are you there?")
    name = there.mentions_in("are you there?")
    expect(name).to_have_text(f"@{bob.name}")
    look = "span => getComputedStyle(span).backgroundColor"
    assert name.evaluate(look) != alices.mentions_in("are you there?").evaluate(look)


def test_a_page_that_was_away_learns_who_mentioned_its_person(lounge, library, alice, bob, enter, offline):
    bobs, alices = enter(library, bob), enter(lounge, alice)
    with offline(bobs):
        bobs.should_have_lost_the_line()
        alices.says("nothing for bob")
        lounge.post(alice, f"@{bob.username} but this")
    bobs.should_have_the_line_again()
    bobs.sidebar.should_have_mentions(lounge.name, 2)
    count_of_mentions(bobs, 1)


def test_everybody_is_mentioned_by_who_may(lounge, library, alice, bob, enter):
    bobs, alices = enter(library, bob), enter(lounge, alice)
    alices.say("@room dinner is ready")
    bobs.sidebar.should_have_mentions(lounge.name, 1)
    bobs.move_to(lounge).should_read("@room dinner is ready")
    bobs_room = enter(lounge, bob)
    bobs_room.says("@room thank you")
    expect(bobs_room.mentions_in("@room thank you")).to_have_count(0)


def test_names_are_completed_by_keyboard(lounge, alice, bob, enter):
    alices = enter(lounge, alice)
    choices = alices.main.get_by_role("list", name="Suggestions").get_by_role("button")

    alices.write(f"Hello @{bob.username[:2]}")
    expect(choices).to_have_count(1)
    alices.composer.press("Enter")
    expect(alices.composer).to_have_value(f"Hello @{bob.username} ")
    expect(alices.composer).to_be_focused()
    expect(choices).to_have_count(0)

    alices.write("@")
    expect(choices).not_to_have_count(0)
    alices.composer.press("Escape")
    expect(choices).to_have_count(0)
    expect(alices.composer).to_be_focused()

    alices.composer.fill("@")
    expect(choices.last).to_contain_text("@room")
    alices.composer.press("Tab")
    expect(choices.first).to_be_focused()
    alices.page.keyboard.press("Tab")
    alices.page.keyboard.press("Enter")
    expect(alices.composer).to_have_value("@room ")
    alices.composer.press("Enter")
    alices.should_show("@room")


def test_names_are_completed_by_pointing(lounge, alice, bob, enter):
    alices = enter(lounge, alice)
    alices.composer.press_sequentially(f"@{bob.name[:2]}")
    alices.main.get_by_role("list", name="Suggestions").get_by_role("button", name=bob.name).click()
    expect(alices.composer).to_have_value(f"@{bob.username} ")


def test_an_outsider_is_neither_offered_nor_told(lounge, alice, carol, enter, browse):
    carols = browse(carol).go(reverse("rooms"))
    alices = enter(lounge, alice)
    alices.write(f"@{carol.username}")
    alices.composer.press("Enter")
    alices.should_show(f"@{carol.username}")
    carols.go(reverse("mentions"))
    expect(carols.main).to_contain_text("Nobody has mentioned you yet.")


def test_mentions_with_scripts_off(lounge, library, alice, bob, browse):
    lounge.post(alice, f"@{bob.username}, without scripts")
    bobs = browse(bob, java_script_enabled=False).go(library.get_absolute_url())
    bobs.sidebar.should_have_mentions(lounge.name, 1)
    count_of_mentions(bobs, 1)
    bobs.sidebar.nav.get_by_role("link", name=re.compile("^Mentions")).click()
    bobs.main.get_by_role("listitem").get_by_role("link", name=re.compile(r"\d")).click()
    expect(Conversation(bobs.main, lounge.name).pointed_at).to_contain_text("without scripts")
