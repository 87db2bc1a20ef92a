"""A message answers another one, shows it, and leads there."""

from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation


def test_two_people_answer_each_other(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.say("When does the **ferry** leave?")
    bobs.composer.fill("At se")

    bobs.reply_to("When does the ferry leave?")
    bobs.composer.press_sequentially("ven")
    bobs.composer.press("Enter")

    for page in (alices, bobs):
        expect(page.quote_in("At seven")).to_have_text("Alice When does the ferry leave?")
    expect(bobs.answered).to_be_hidden()
    bobs.says("nothing more")
    expect(bobs.quote_in("nothing more")).to_have_count(0)
    alices.quote_in("At seven").click()
    alices.should_point_at("When does the ferry leave?")


def test_taking_the_tick_away_answers_nothing(lounge, alice, bob, enter):
    lounge.post(alice, "a question")
    bobs = enter(lounge, bob)

    bobs.reply_to("a question")
    bobs.answered.uncheck()
    expect(bobs.answered).to_be_hidden()
    bobs.says("something else")

    expect(bobs.quote_in("something else")).to_have_count(0)


def test_a_reply_waits_for_the_line_and_survives_a_reload(lounge, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    lounge.post(alice, "a question")
    alices, bobs = enter(lounge, alice), enter(lounge, bob, through=network)
    bobs.reply_to("a question")

    network.cut()
    bobs.should_have_lost_the_line()
    bobs.say("an answer")
    expect(bobs.unsent).to_contain_text(["an answer"])
    bobs.page.goto("about:blank")
    network.mend()
    bobs.open()

    for page in (alices, bobs):
        expect(page.quote_in("an answer")).to_have_text("Alice a question")
    expect(bobs.unsent).to_have_count(0)


def test_a_refused_reply_that_is_written_anew_still_answers(lounge, alice, bob, enter, offline):
    lounge.post(alice, "a question")
    bobs = enter(lounge, bob)
    bobs.reply_to("a question")
    with offline(bobs):
        bobs.should_have_lost_the_line()
        lounge.archive()
        bobs.say("an anser")
    bobs.should_have_the_line_again()
    expect(bobs.unsent.get_by_role("alert")).to_contain_text("archived")
    lounge.restore()

    bobs.unsent.get_by_role("button", name="Edit").click()
    expect(bobs.composer).to_have_value("an anser")
    expect(bobs.answered).to_be_checked()
    bobs.say("an answer")

    expect(bobs.quote_in("an answer")).to_have_text("Alice a question")


def test_what_is_taken_back_goes_from_its_quotes_too(lounge, alice, bob, enter, offline):
    asked = lounge.post(alice, "a secret")
    lounge.post(bob, "told you so", reply_to=asked.pk)
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    expect(bobs.quote_in("told you so")).to_contain_text("a secret")

    with offline(bobs):
        bobs.should_have_lost_the_line()
        alices.page.on("dialog", lambda dialog: dialog.accept())
        alices.choose("a secret", "Take back")
        expect(alices.quote_in("told you so")).to_have_text("Alice ")
    bobs.should_have_the_line_again()

    expect(bobs.quote_in("told you so")).to_have_text("Alice ")
    expect(bobs.main.get_by_text("a secret")).to_have_count(0)


def test_replies_with_scripts_off(lounge, alice, bob, browse):
    asked = lounge.post(alice, "a question")
    bobs = browse(bob, java_script_enabled=False).go(asked.get_absolute_url())

    bobs.main.get_by_role("link", name="Reply").click()
    bobs.main.get_by_label("Message", exact=True).fill("an answer")
    bobs.main.get_by_role("button", name="Send").click()

    there = Conversation(bobs.main, lounge.name)
    quote = there.quote_in("an answer")
    expect(quote).to_have_text("Alice a question")
    quote.click()
    expect(there.pointed_at).to_contain_text("a question")
