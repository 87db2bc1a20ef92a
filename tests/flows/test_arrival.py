import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from rooms.models import Room
from tests import servers
from tests.flows.pages.conversation import Conversation
from tests.flows.pages.room_form_page import RoomFormPage
from tests.flows.pages.room_page import RoomPage
from tests.flows.pages.sign_in_page import SignInPage, SignUpPage
from tests.flows.plugin import PASSWORD, serving


@pytest.fixture
def new_site(tmp_path, var_dir):
    """A site as it is after its first start, with a database of its own and nobody in it."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'parley.sqlite3'}"}
    servers.manage(servers.environment(var_dir, **database), "migrate", "--verbosity=0")
    with serving(var_dir, **database) as server:
        yield server


def test_the_first_run_leads_to_a_room_to_talk_in(new_site, browse):
    link = re.search(r"Make the owner's account: (\S+)", new_site.tail())[1]
    owners = browse(through=new_site).go(link)
    expect(owners.main).to_contain_text("You are making the owner's account.")

    SignUpPage(owners.page).sign_up("Olive", PASSWORD)
    owners.should_be_titled("Rooms")
    expect(owners.main).to_contain_text("There is no room yet. Make the first one.")
    owners.main.get_by_role("link", name="New room").click()
    owners.should_be_titled("New room")
    RoomFormPage(owners.page).make("The very first room", "How it began")

    owners.should_be_titled("The very first room")
    room = Conversation(owners.main, "The very first room")
    room.is_ready()
    room.says("Is this on?")
    owners.open_menu()
    expect(owners.banner.get_by_role("link", name="Site")).to_be_visible()
    owners.go("/")
    owners.should_be_titled("The very first room")
    room.should_read("Is this on?")


def test_the_owners_link_works_once(server, browse, guard):
    from accounts import setup

    guard.expect_answer(410)

    strangers = browse().go(f"/setup/{setup._token()}/")

    expect(strangers.main.get_by_role("heading")).to_be_visible()
    expect(strangers.main.get_by_label("Password", exact=True)).to_have_count(0)


@pytest.mark.own_site
def test_an_invitation_brings_somebody_in(alice, lounge, unique, browse, enter):
    alice.change_role(User.Role.MODERATOR)
    alices = browse(alice).go("/site/invitations/")
    alices.main.get_by_role("button", name="Make an invitation link").click()
    link = alices.main.get_by_label("Invitation by Alice").input_value()

    daves = browse().go(link)
    expect(daves.main).to_contain_text("Alice invited you to Parley.")
    username = unique("Dave").replace(" ", ".")
    SignUpPage(daves.page).sign_up(username, PASSWORD, "Dave")
    daves.should_be_titled("Rooms")
    daves_room = RoomPage(daves.page, lounge).open()
    daves_room.join_button.click()
    daves_room.is_ready()
    daves_room.says("I was invited")

    enter(lounge, alice).should_read("I was invited")
    daves_room.sign_out()
    SignInPage(daves.page).sign_in(username, PASSWORD)
    daves.should_be_titled(lounge.name)
    daves_room.should_read("I was invited")


@pytest.mark.own_site
def test_without_an_invitation_nobody_signs_up(server, browse):
    strangers = browse().go("/accounts/signup/")

    strangers.should_be_titled("You need an invitation")
    expect(strangers.main.get_by_label("Username")).to_have_count(0)


def test_a_wrong_password_opens_nothing(lounge, enrol, browse):
    erin = enrol("Erin", password=PASSWORD)
    erins = browse().go("/accounts/login/")

    SignInPage(erins.page).sign_in(erin.username, "something else")

    erins.should_be_titled("Sign in")
    expect(erins.main.get_by_role("alert")).to_be_visible()
    SignInPage(erins.page).sign_in(erin.username, PASSWORD)
    erins.should_be_titled("Rooms")


@pytest.mark.own_site
def test_signing_in_leads_where_one_wanted_to_go(lounge, enrol, browse):
    erin = enrol("Erin", password=PASSWORD)
    lounge.admit(erin)
    erins = browse().go(lounge.get_absolute_url())

    SignInPage(erins.page).sign_in(erin.username, PASSWORD)

    RoomPage(erins.page, lounge).is_here()
    assert Room.objects.filter(memberships__user=erin).count() == 1
