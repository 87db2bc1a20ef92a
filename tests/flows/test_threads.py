"""A conversation under a message, beside the log: live, with an unread of its own."""

from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation


def test_two_people_talk_under_a_message(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("When does it leave?")

    thread = bobs.open_thread("When does it leave?")
    expect(thread.composer).to_be_focused()
    thread.says("at seven")

    alices.sidebar.should_have_unread("When does it leave?", 1)
    for page in (alices, bobs):
        page.should_read("When does it leave?")
        expect(page.chip_of("When does it leave?")).to_contain_text("1")
    alices.chip_of("When does it leave?").click()
    beside = alices.panel("Thread")
    beside.should_read("at seven")
    alices.sidebar.should_not_list("When does it leave?")

    beside.says("thanks")
    thread.should_read("at seven", "thanks")
    for page in (alices, bobs):
        expect(page.chip_of("When does it leave?")).to_contain_text("2")
    alices.says("elsewhere")
    bobs.should_read("When does it leave?", "elsewhere")
    thread.should_read("at seven", "thanks")


def test_a_thread_goes_on_while_a_page_is_away(lounge, alice, bob, enter, offline):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("a question")
    hers, his = alices.open_thread("a question"), bobs.open_thread("a question")
    his.says("before")

    with offline(bobs):
        bobs.should_have_lost_the_line()
        hers.should_read("before")
        hers.says("meanwhile")
        his.say("waits")
    bobs.should_have_the_line_again()

    for panel in (hers, his):
        panel.should_read("before", "meanwhile", "waits")
    expect(bobs.chip_of("a question")).to_contain_text("3")


def test_a_thread_opens_beside_the_rest_though_its_message_changed_on_the_way(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("a question")
    alices.open_thread("a question").says("an answer")
    beside = bobs.talk_privately_to("Alice")
    beside.write("half a thought")
    held = []
    bobs.page.route("**/thread*/", lambda route: held.append(route))  # noqa: PLW0108 (as in test_moving.py)

    bobs.chip_of("a question").click()
    alices.panel("Thread").says("another")
    expect(bobs.chip_of("a question")).to_contain_text("2")
    held.pop().continue_()

    bobs.panel("Thread").should_read("an answer", "another")
    expect(beside.composer).to_have_value("half a thought")


def test_whoever_is_mentioned_in_a_thread_is_told_of_it(lounge, library, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(library, bob)
    alices.says("a question")
    thread = alices.open_thread("a question")
    thread.write(f"@{bob.username[:2]}")
    expect(thread.root.get_by_role("list", name="Suggestions").get_by_role("button")).to_have_count(1)
    thread.composer.press("Enter")
    expect(thread.composer).to_have_value(f"@{bob.username} ")
    thread.write("do you know?")
    thread.composer.press("Enter")

    bobs.sidebar.should_have_mentions("a question", 1)
    bobs.sidebar.go_to("a question")
    expect(Conversation(bobs.main, "Thread").mentions_in("do you know?")).to_have_text(f"@{bob.name}")
    bobs.sidebar.should_not_list("a question")


def test_a_thread_keeps_what_one_was_writing_in_it(lounge, alice, bob, enter):
    asked = lounge.post(alice, "a question")
    bobs = enter(lounge, bob)
    thread = bobs.open_thread(asked.body)
    thread.write("half a tho")
    thread.close()
    thread = bobs.open_thread(asked.body)
    expect(thread.composer).to_have_value("half a tho")
    expect(bobs.composer).to_have_value("")
    thread.composer.blur()
    thread.should_have_kept_something()
    phone = enter(lounge, bob)
    expect(phone.open_thread(asked.body).composer).to_have_value("half a tho")


def test_who_does_not_follow_is_not_told(lounge, library, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.says("a question")
    thread = bobs.open_thread("a question")
    thread.root.get_by_role("button", name="Follow", exact=True).click()
    expect(thread.root.get_by_role("button", name="Unfollow")).to_be_visible()
    thread.root.get_by_role("button", name="Unfollow").click()
    expect(thread.root.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    thread.close()

    alices.open_thread("a question").says("nobody listens")

    expect(bobs.chip_of("a question")).to_contain_text("1")
    bobs.sidebar.should_not_list("a question")


def test_threads_with_scripts_off(lounge, alice, bob, browse, enter):
    asked = lounge.post(alice, "a question")
    alices = enter(lounge, alice)
    bobs = browse(bob, java_script_enabled=False).go(asked.get_absolute_url())

    bobs.main.get_by_role("button", name="Reply in a thread").click()
    bobs.should_be_titled("Thread")
    bobs.main.get_by_label("Message", exact=True).fill("an answer")
    bobs.main.get_by_role("button", name="Send").click()

    expect(bobs.main.get_by_role("log").get_by_role("listitem")).to_contain_text(["an answer"])
    alices.sidebar.should_have_unread("a question", 1)
    bobs.main.get_by_role("link", name="Alice a question").click()
    there = Conversation(bobs.main, lounge.name)
    expect(there.pointed_at).to_contain_text("a question")
    there.pointed_at.get_by_role("link", name="Replies: 1").click()
    bobs.should_be_titled("Thread")
