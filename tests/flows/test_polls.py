"""Questions that people answer by voting."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation
from tests.flows.pages.poll_page import PollPage


def test_two_people_vote(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.main.get_by_role("button", name="Add something else").click()
    alices.main.get_by_role("link", name="Poll").click()
    PollPage(alices.page).ask("When do we sail?", "At seven", "At eight")

    alices.is_ready()
    for page in (alices, bobs):
        expect(page.options_of("When do we sail?")).to_have_text(["At seven 0", "At eight 0"])
    bobs.options_of("When do we sail?").first.click()
    expect(alices.options_of("When do we sail?")).to_have_text(["At seven 1", "At eight 0"])
    alices.options_of("When do we sail?").first.click()
    bobs.options_of("When do we sail?").last.click()
    for page in (alices, bobs):
        expect(page.options_of("When do we sail?")).to_have_text(["At seven 1", "At eight 1"])

    menu = bobs.menu_of("When do we sail?")
    menu.get_by_role("link", name="Who voted").click()
    expect(menu.get_by_role("listitem")).to_have_text(["At eight Bob", "At seven Alice"])
    expect(bobs.facts_of("When do we sail?")).to_have_text("")
    facts = "facts => getComputedStyle(facts.firstElementChild, '::before').content"
    assert bobs.facts_of("When do we sail?").evaluate(facts) == '"Choose one"'


def test_what_comes_while_one_presses_moves_nothing(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    lounge.ask(alice, "When do we sail?", ["At seven", "At eight"])
    seven = bobs.options_of("When do we sail?").first
    seven.hover()
    bobs.page.mouse.down()
    lounge.post(alice, "one\ntwo\nthree\nfour")
    alices.write("What is told after it tells that it came")
    expect(bobs.typing).to_contain_text("Alice")
    bobs.page.mouse.up()
    expect(bobs.options_of("When do we sail?")).to_have_text(["At seven 1", "At eight 0"])
    expect(bobs.messages).to_have_count(2)


def test_ones_own_vote_looks_it_unless_the_poll_is_anonymous(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    colour = "button => getComputedStyle(button).backgroundColor"
    lounge.ask(alice, "Openly?", ["Aye", "Nay"])
    secret = lounge.ask(alice, "Secretly?", ["Aye", "Nay"], anonymous=True)
    for question in ("Openly?", "Secretly?"):
        bobs.options_of(question).first.click()
        expect(alices.options_of(question)).to_have_text(["Aye 1", "Nay 0"])
        expect(bobs.options_of(question)).to_have_text(["Aye 1", "Nay 0"])

    assert bobs.options_of("Openly?").first.evaluate(colour) != alices.options_of("Openly?").first.evaluate(
        colour
    )
    assert bobs.options_of("Secretly?").first.evaluate(colour) == alices.options_of(
        "Secretly?"
    ).first.evaluate(colour)
    assert "data-by" not in alices.message(secret.body).inner_html()
    menu = bobs.menu_of("Secretly?")
    menu.get_by_role("link", name="What I chose").click()
    expect(menu.get_by_role("listitem")).to_have_text(["Aye Bob"])


def test_options_that_are_chosen_faster_than_the_server_answers_all_count(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    lounge.ask(alice, "Which days?", ["Monday", "Tuesday", "Friday"], multiple=True)
    options, held = bobs.options_of("Which days?"), []
    bobs.page.route("**/vote/", lambda route: route.continue_() if held else held.append(route))

    with bobs.page.expect_request("**/vote/"):
        options.nth(0).click()
    options.nth(1).click()
    options.nth(2).click()
    held[0].continue_()

    for page in (alices, bobs):
        expect(page.options_of("Which days?")).to_have_text(["Monday 1", "Tuesday 1", "Friday 1"])


def test_a_press_counts_though_the_message_changes_under_it(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    lounge.ask(alice, "Coffee?", ["Yes", "No"])
    to_bob, to_alice = alices.talk_privately_to("Bob"), bobs.talk_privately_to("Alice")

    bobs.options_of("Coffee?").last.hover()
    bobs.page.mouse.down()
    alices.options_of("Coffee?").first.click()
    expect(alices.options_of("Coffee?")).to_have_text(["Yes 1", "No 0"])
    to_bob.says("I am for it")
    to_alice.should_read("I am for it")
    bobs.page.mouse.up()

    for page in (alices, bobs):
        expect(page.options_of("Coffee?")).to_have_text(["Yes 1", "No 1"])


def test_a_page_that_was_away_shows_the_votes_of_meanwhile(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    lounge.ask(alice, "Seven?", ["Yes", "No"])
    expect(bobs.options_of("Seven?")).to_have_text(["Yes 0", "No 0"])

    with offline(bobs):
        alices.options_of("Seven?").last.click()
        expect(alices.options_of("Seven?")).to_have_text(["Yes 0", "No 1"])
        lounge.ask(alice, "Eight?", ["Yes", "No"], multiple=True)
        alices.options_of("Eight?").first.click()
        alices.options_of("Eight?").last.click()
        expect(alices.options_of("Eight?")).to_have_text(["Yes 1", "No 1"])

    expect(bobs.options_of("Seven?")).to_have_text(["Yes 0", "No 1"])
    expect(bobs.options_of("Eight?")).to_have_text(["Yes 1", "No 1"])


def test_a_poll_ends(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    over = lounge.ask(alice, "Too late?", ["Yes", "No"], closes_at=timezone.now() - timedelta(hours=1))
    lounge.ask(alice, "Coffee?", ["Yes", "No"])

    # Nobody presses anything: its time has come.
    for page in (alices, bobs):
        expect(page.options_of("Too late?").first).to_be_disabled()
        page.should_be_closed("Too late?")
    until = bobs.facts_of("Too late?").get_by_role("time")
    assert until.text_content() == bobs.page.evaluate(
        """when => new Date(when).toLocaleString(
            document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' })""",
        f"{over.poll.closes_at:%Y-%m-%dT%H:%M:%SZ}",
    )

    bobs.options_of("Coffee?").first.click()
    expect(alices.options_of("Coffee?")).to_have_text(["Yes 1", "No 0"])
    alices.menu_of("Coffee?").get_by_role("button", name="Close the poll").click()
    for page in (alices, bobs):
        expect(page.options_of("Coffee?").first).to_be_disabled()
        expect(page.options_of("Coffee?")).to_have_text(["Yes 1", "No 0"])


@pytest.mark.own_site
def test_a_page_that_was_away_finds_it_closed(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    asked = lounge.ask(alice, "Seven?", ["Yes", "No"], closes_at=timezone.now() + timedelta(hours=1))
    bobs.options_of("Seven?").first.click()
    expect(bobs.options_of("Seven?")).to_have_text(["Yes 1", "No 0"])

    with offline(bobs):
        bobs.should_have_lost_the_line()
        type(asked.poll).objects.filter(pk=asked.pk).update(closes_at=timezone.now())
        expect(alices.options_of("Seven?").first).to_be_disabled()
        expect(bobs.options_of("Seven?").first).to_be_enabled()
    bobs.should_have_the_line_again()

    expect(bobs.options_of("Seven?").first).to_be_disabled()
    expect(bobs.options_of("Seven?")).to_have_text(["Yes 1", "No 0"])


def test_with_scripts_off(lounge, alice, bob, enter, browse, guard):
    guard.expect_answer(422)
    alices = enter(lounge, alice)
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = Conversation(bobs.main, lounge.name)

    bobs.main.get_by_role("button", name="Add something else").click()
    bobs.main.get_by_role("link", name="Poll").click()
    form = PollPage(bobs.page)
    form.ask("When?", "At seven")
    form.should_refuse("A poll needs two options at least.")
    expect(bobs.main.get_by_label("Question")).to_have_value("When?")
    expect(bobs.main.get_by_label("Option 1", exact=True)).to_have_value("At seven")
    form.ask("When?", "At seven", "At eight", **{"Several options can be chosen": True})

    expect(alices.options_of("When?")).to_have_text(["At seven 0", "At eight 0"])
    room.options_of("When?").first.click()
    room.options_of("When?").last.click()
    expect(alices.options_of("When?")).to_have_text(["At seven 1", "At eight 1"])
    expect(room.options_of("When?")).to_have_text(["At seven 1", "At eight 1"])
    bobs.page.get_by_role("region", name="The message that you chose").get_by_role(
        "button", name="Close the poll"
    ).click()
    expect(alices.options_of("When?").first).to_be_disabled()
