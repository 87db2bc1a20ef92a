"""Taking back what was said: it goes from every page, and from all that showed it."""

from django.utils import timezone
from playwright.sync_api import expect

from rooms.models import Reminder
from tests.flows.pages.conversation import Conversation


def take_back(shown: Conversation, body: str) -> None:
    shown.root.page.once("dialog", lambda dialog: dialog.accept())
    shown.choose(body, "Take back")


def test_a_host_takes_back_what_a_member_said(lounge, alice, bob, carol, enter):
    lounge.admit(carol)
    said = lounge.post(bob, "something rude")
    lounge.post(carol, "oh no", reply_to=said.pk)
    alices, bobs, carols = enter(lounge, alice), enter(lounge, bob), enter(lounge, carol)
    expect(carols.quote_in("oh no")).to_have_text("Bob something rude")

    take_back(alices, "something rude")

    for page in (alices, bobs, carols):
        expect(page.taken_back).to_have_count(1)
        page.should_show("oh no")
        expect(page.quote_in("oh no")).to_have_text("Bob ")
        expect(page.page.get_by_text("something rude")).to_have_count(0)
    carols.reload()
    expect(carols.taken_back).to_have_count(1)
    expect(carols.page.get_by_text("something rude")).to_have_count(0)


def test_a_member_is_not_offered_to_take_back_what_others_said(lounge, alice, bob, enter):
    lounge.post(alice, "the word of the host")
    bobs = enter(lounge, bob)
    bobs.says("a word of my own")

    expect(bobs.menu_of("a word of my own").get_by_role("button", name="Take back")).to_be_visible()
    bobs.page.keyboard.press("Escape")
    menu = bobs.menu_of("the word of the host")
    expect(menu.get_by_role("link", name="Reply", exact=True)).to_be_visible()
    expect(menu.get_by_role("button", name="Take back")).to_have_count(0)


def shows_all_of_it(shown: Conversation):
    """Let a page show what is said in every place beside the log; return its panel with the earlier words."""
    shown.reply_to("a new secret")
    shown.message("a new secret").get_by_role("link", name="edited: what it said before").click()
    history = shown.root.page.get_by_role("region", name="What it said before")
    expect(history.get_by_role("listitem")).to_contain_text(["an old secret"])
    return history


def shows_nothing_of_it(shown: Conversation, history) -> None:
    expect(shown.taken_back).to_have_count(1)
    expect(history).to_have_count(0)
    expect(shown.answered).to_have_count(0)
    expect(shown.root.page.get_by_text("secret")).to_have_count(0)


def test_it_goes_from_all_that_a_page_shows_of_it(lounge, alice, bob, enter):
    said = lounge.post(bob, "an old secret")
    said.edit("a new secret")
    Reminder.objects.remind(alice, said, timezone.now())
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    history = shows_all_of_it(alices)
    reminders = alices.page.get_by_role("list", name="Reminders", exact=True)
    expect(reminders).to_contain_text("a new secret")

    take_back(bobs, "a new secret")

    shows_nothing_of_it(alices, history)
    expect(reminders.get_by_role("listitem")).to_have_text("Bob ✓")
    # The composer answers nothing any more.
    alices.says("what was it?")
    expect(alices.quote_in("what was it?")).to_have_count(0)


def test_it_goes_from_a_page_that_was_away(lounge, alice, bob, enter, offline):
    lounge.post(bob, "an old secret").edit("a new secret")
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    history = shows_all_of_it(alices)

    with offline(alices):
        alices.should_have_lost_the_line()
        take_back(bobs, "a new secret")
        expect(bobs.taken_back).to_have_count(1)
        expect(history).to_have_count(1)
    alices.should_have_the_line_again()

    shows_nothing_of_it(alices, history)


def test_with_scripts_off(lounge, alice, bob, enter, browse):
    said = lounge.post(bob, "something rude")
    bobs = enter(lounge, bob)
    alices = browse(alice, java_script_enabled=False).go(said.get_absolute_url())

    alices.main.get_by_role("button", name="Take back").click()

    for shown in (bobs, Conversation(alices.main, lounge.name)):
        expect(shown.taken_back).to_have_count(1)
        expect(shown.root.page.get_by_text("something rude")).to_have_count(0)
