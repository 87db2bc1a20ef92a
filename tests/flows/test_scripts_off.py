"""Everything that matters works as plain pages and forms."""

from playwright.sync_api import expect

from tests.flows.pages.conversation import Conversation
from tests.flows.pages.sign_in_page import SignInPage
from tests.flows.plugin import PASSWORD


def test_a_whole_evening_with_scripts_off(lounge, alice, enrol, enter, browse, settings, guard):
    guard.expect_answer(422)
    frank = enrol("Frank", password=PASSWORD)
    lounge.admit(frank)
    alices = enter(lounge, alice)
    alices.says("good evening")
    franks = browse(java_script_enabled=False).go(lounge.get_absolute_url())
    SignInPage(franks.page).sign_in(frank.username, PASSWORD)
    room = Conversation(franks.main, lounge.name)

    # reading and writing
    room.should_read("good evening")
    room.composer.fill("good evening, Alice")
    room.send.click()
    room.should_read("good evening", "good evening, Alice")
    expect(room.composer).to_have_value("")
    alices.should_read("good evening", "good evening, Alice")

    # what is refused keeps its text
    essay = "x" * (settings.MESSAGE_LENGTH + 1)
    room.composer.fill(essay)
    room.send.click()
    expect(room.refusal).to_have_text("This is 1 character too long.")
    expect(room.composer).to_have_value(essay)
    room.composer.fill("in short: yes")
    room.send.click()
    room.should_read("good evening", "good evening, Alice", "in short: yes")

    # who is here, on every reload
    people = franks.page.get_by_role("complementary", name="People").get_by_role("listitem")
    expect(people).to_have_text(["Alice"])

    # a conversation of two
    franks.page.get_by_role("complementary", name="People").get_by_role("link", name="Alice").click()
    franks.should_be_titled("Alice")
    direct = Conversation(franks.main, "Alice")
    direct.composer.fill("between us")
    direct.send.click()
    direct.should_read("between us")
    alices.sidebar.should_have_unread("Frank", 1)

    # and out
    franks.open_menu()
    franks.banner.get_by_role("button", name="Sign out").click()
    franks.should_be_titled("Sign in")


def test_joining_and_leaving_with_scripts_off(lounge, carol, browse):
    carols = browse(carol, java_script_enabled=False).go(lounge.get_absolute_url())

    carols.main.get_by_role("button", name="Join this room").click()
    room = Conversation(carols.main, lounge.name)
    room.composer.fill("hello")
    room.send.click()
    room.should_read("hello")
    carols.main.get_by_role("button", name="Leave").click()

    carols.should_be_titled("Rooms")


def test_pressing_send_twice_posts_once(lounge, bob, browse):
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    room = Conversation(bobs.main, lounge.name)
    room.composer.fill("once")

    room.send.dblclick()

    room.should_read("once")
    bobs.reload()
    room.should_read("once")
