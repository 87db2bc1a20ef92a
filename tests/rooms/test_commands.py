"""Lines that begin with a slash."""

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms import commands, saying
from rooms.models import Room
from tests.sockets import open_room

pytestmark = pytest.mark.django_db


def say(room, author, text: str, nonce: str = "") -> saying.Outcome:
    return saying.say({"body": text, "nonce": nonce}, room, author)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/me waves", "<p><em>waves</em></p>"),
        ("/ME waves *twice*", "<p><em>waves <em>twice</em></em></p>"),
        ("/shrug", "<p>¯\\_(ツ)_/¯</p>"),
        ("/shrug who knows", "<p>who knows ¯\\_(ツ)_/¯</p>"),
        ("//me is a command", "<p>/me is a command</p>"),
        ("/etc/hosts is a file", "<p>/etc/hosts is a file</p>"),
        ("/ alone", "<p>/ alone</p>"),
    ],
)
def test_what_is_said_by_a_command(lounge, bob, typed, said):
    assert say(lounge, bob, typed).message.markup == said


def test_a_command_that_there_is_not_is_refused_and_not_said(lounge, bob):
    outcome = say(lounge, bob, "/tpoic Tea")
    assert "There is no command /tpoic." in outcome.reasons
    assert not lounge.messages.exists()


def test_a_host_changes_the_topic(lounge, alice):
    outcome = say(lounge, alice, "/topic  Tea and   ships")
    lounge.refresh_from_db()
    assert lounge.topic == "Tea and ships"
    assert outcome.done == "The topic is changed."
    assert outcome.message is None


def test_a_member_does_not_change_the_topic(lounge, bob):
    assert "Only who looks after a room" in say(lounge, bob, "/topic Tea").reasons


def test_a_topic_that_is_too_long_is_refused(lounge, alice):
    assert "250" in say(lounge, alice, "/topic " + "x" * 251).reasons


def test_a_member_makes_somebody_a_member(cellar, bob, carol):
    outcome = say(cellar, bob, "/invite @carol")
    assert "Carol" in outcome.done
    assert cellar.memberships.filter(user=carol).exists()


@pytest.mark.parametrize("typed", ["/invite nobody", "/invite", "/topic x", "/me"])
def test_what_cannot_be_done_says_why(lounge, bob, typed):
    assert say(lounge, bob, typed).reasons


def test_an_outsider_commands_nothing(cellar, carol):
    assert say(cellar, carol, "/invite carol").reasons == "You are not a member of this room."
    assert say(Room(pk=10**9), carol, "/topic x").reasons == "You are not a member of this room."


def test_nobody_is_brought_into_a_conversation_of_two(alice, bob, carol):
    room = Room.objects.direct_between(alice, bob)
    assert say(room, alice, "/invite carol").reasons == "This conversation is between the two of you."
    assert room.memberships.count() == 2


def test_an_archived_room_takes_no_commands(lounge, alice):
    lounge.archive()
    assert "archived" in say(lounge, alice, "/topic x").reasons


def test_commands_are_found_by_their_beginning():
    assert [command.name for command in commands.starting_with("/to")] == ["topic"]
    assert len(commands.starting_with("/")) == len(commands.COMMANDS)


def test_without_scripts_the_page_says_what_was_done(client, lounge, alice):
    client.force_login(alice)
    page = client.post(reverse("messages", args=[lounge.slug]), {"body": "/topic Tea"}, follow=True)
    assert "The topic is changed." in page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_page_is_told_and_its_outbox_emptied(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await alices.post(lounge, "/topic Tea", nonce="abcdefgh")
        told = await alices.until("The topic is changed.")
        assert 'hx-swap-oob="delete:#pending-abcdefgh"' in told
        assert "The topic is changed." not in await bobs.until("heading__topic")
        await bobs.post(lounge, "/topic Coffee", nonce="ijklmnop")
        assert "Only who looks after" in await bobs.until("refusal-ijklmnop")
    await sync_to_async(lounge.refresh_from_db)()
    assert lounge.topic == "Tea"
