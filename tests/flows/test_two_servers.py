"""The scaled-out site: two processes, PostgreSQL, Redis. Nobody notices which process they are at."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests import servers
from tests.flows.pages.conversation import Conversation
from tests.flows.pages.room_form_page import RoomFormPage
from tests.flows.pages.sign_in_page import SignUpPage
from tests.flows.plugin import PASSWORD, serving


@pytest.fixture
def two_servers(var_dir):
    with ExitStack() as stack:
        postgresql, redis = stack.enter_context(servers.postgresql()), stack.enter_context(servers.redis())
        # The safety net is far away: what arrives at the other process came by the bells.
        services = {
            "DATABASE_URL": postgresql.create("site"),
            "REDIS_URL": redis.url,
            "SAFETY_NET_PERIOD": 600,
        }
        servers.manage(servers.environment(var_dir, **services), "migrate", "--verbosity=0")
        yield [stack.enter_context(serving(var_dir, **services)) for _ in range(2)]


def named(page, name):
    """A room that was made in a browser."""
    return Conversation(page.main, name)


@pytest.mark.services
def test_two_people_at_two_servers_share_a_site(two_servers, browse, guard):
    east, west = two_servers
    owner_link = re.search(r"Make the owner's account: (\S+)", east.tail())[1]
    olives = browse(through=east).go(owner_link)
    SignUpPage(olives.page).sign_up("Olive", PASSWORD)
    olives.should_be_titled("Rooms")
    for name in ("Library", "Lounge"):
        olives.go("/chat/new/")
        RoomFormPage(olives.page).make(name)
        olives.should_be_titled(name)
    at_east = named(olives, "Lounge")
    at_east.is_ready()

    owner_again = browse(through=west, storage_state=olives.page.context.storage_state())
    owner_again.go("/site/invitations/").main.get_by_role("button", name="Make an invitation link").click()
    invitation = owner_again.main.get_by_label("Invitation by Olive").input_value()
    peters = browse(through=west).go(invitation.replace(east.url, west.url))
    SignUpPage(peters.page).sign_up("Peter", PASSWORD)
    for name in ("Library", "Lounge"):
        peters.go(f"/chat/{name.lower()}/")
        peters.main.get_by_role("button", name="Join this room").click()
        expect(peters.main.get_by_label("Message", exact=True)).to_be_visible()
    at_west = named(peters, "Lounge")
    at_west.is_ready()

    # they talk
    at_east.says("hello from the east")
    at_west.says("hello from the west")
    for room in (at_east, at_west):
        room.should_read("hello from the east", "hello from the west")
    assert at_east.conversation() == at_west.conversation()

    # both processes agree who is here
    for page in (olives, peters):
        people = page.page.get_by_role("complementary", name="People").get_by_role("listitem")
        expect(people).to_have_text(["Olive", "Peter"])

    # and what is unread
    at_library = owner_again.go("/chat/library/")
    at_library.sidebar.should_have_unread("Lounge", 0)
    olives.sidebar.go_to("Library")
    olives.should_be_titled("Library")
    at_west.says("anybody there?")
    for page in (olives, at_library):
        page.sidebar.should_have_unread("Lounge", 1)
    at_library.sidebar.go_to("Lounge")
    olives.sidebar.should_have_unread("Lounge", 0)

    # one process goes away, and its people with it
    guard.expect_network_errors()
    east.terminate()
    people = peters.page.get_by_role("complementary", name="People").get_by_role("listitem")
    expect(people).to_have_text(["Olive", "Peter"])
    owner_again.page.close()
    expect(people).to_have_text(["Peter"])
