"""Lines that begin with a slash."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse
from django.utils import timezone

from rooms import commands, moments, saying
from rooms.models import Reminder, Room
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
        (" /me is a command", "<p>/me is a command</p>"),
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


@pytest.mark.parametrize("typed", ["/topic", "/invite"])
def test_a_command_that_needs_words_says_which(lounge, alice, typed):
    lounge.revise(lounge.name, "Tides")
    assert "is missing: " + typed.split()[0] in say(lounge, alice, typed).reasons
    lounge.refresh_from_db()
    assert lounge.topic == "Tides"


@pytest.mark.parametrize("typed", ["/invite nobody", "/topic x", "/me"])
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
    assert commands.starting_with("to") == []


# Polls


@pytest.mark.parametrize(
    "typed", ["/poll Tea or coffee? | Tea | Coffee", "/poll\nTea or coffee?\nTea\n\nCoffee\n"]
)
def test_a_poll_is_asked_in_one_line_or_in_several(lounge, bob, typed):
    assert say(lounge, bob, typed).done == "Your poll is asked."
    asked = lounge.messages.get().asked
    assert (asked.message.body, asked.options) == ("Tea or coffee?", ["Tea", "Coffee"])


def test_a_poll_whose_answer_was_lost_is_asked_once(lounge, bob):
    for _attempt in range(2):
        assert say(lounge, bob, "/poll Tea? | Yes | No", nonce="abcdefgh").done
    assert lounge.messages.count() == 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("/poll", "Ask, and give the options: /poll Tea or coffee? | Tea | Coffee"),
        ("/poll Tea?", "Ask, and give the options"),
        ("/poll Tea? | Yes", "A poll needs two options at least."),
        ("/poll Tea? | Yes | Yes", "This option is there already."),
        ("/poll Tea?" + " | x" * 40, "options at most."),
        ("/poll " + "x" * 999 + " | a | b", "at most"),
    ],
)
def test_what_is_no_poll_says_why(lounge, bob, typed, reason):
    assert reason in say(lounge, bob, typed).reasons
    assert not lounge.messages.exists()


# Reminders


def test_one_notes_what_one_wants_to_be_reminded_of(lounge, bob):
    with timezone.override("Europe/Berlin"):
        outcome = say(lounge, bob, "/remind tomorrow 17:30 water   the plants")
        reminder = Reminder.objects.get()
        due = timezone.localtime(reminder.due_at)
    assert (reminder.note, due.hour, due.minute) == ("water the plants", 17, 30)
    assert outcome.done.startswith("You will be reminded: ")
    assert "5:30" in outcome.done
    assert not lounge.messages.exists()


def test_noted_again_it_moves(lounge, bob):
    for when in ("2h", "3h"):
        say(lounge, bob, f"/remind {when} water the plants")
    assert Reminder.objects.get().due_at > timezone.now() + timedelta(hours=2, minutes=59)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("/remind", "Say when and of what"),
        ("/remind water the plants", "Say when and of what"),
        ("/remind 2h", "Say when and of what"),
        ("/remind 25:00 x", "Say when and of what"),
        ("/remind 2020-01-01 x", "This moment has passed."),
        ("/remind 9999-12-31 x", "This is too far away."),
        ("/remind 9999w x", "This is too far away."),
        ("/remind 2h " + "x" * 501, "500"),
    ],
)
def test_what_is_no_reminder_says_why(lounge, bob, typed, reason):
    assert reason in say(lounge, bob, typed).reasons
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("30m x", "09:30"),
        ("2H x", "11:00"),
        ("1d x", "2027-03-02 09:00"),
        ("17:30 x", "17:30"),
        ("8:00 x", "2027-03-02 08:00"),
        ("tomorrow x", "2027-03-02 09:00"),
        ("Tomorrow 7:15 x", "2027-03-02 07:15"),
        ("2027-05-06 x", "2027-05-06 09:00"),
        ("2027-05-06 23:59 x", "2027-05-06 23:59"),
    ],
)
def test_moments_are_named_in_the_zone_of_whoever_asks(monkeypatch, text, shown):
    with timezone.override("Europe/Berlin"):
        nine = datetime(2027, 3, 1, 9, tzinfo=timezone.get_current_timezone())
        monkeypatch.setattr("django.utils.timezone.now", lambda: nine.astimezone(UTC))
        moment, rest = moments.named(text)
        assert rest == "x"
        assert f"{timezone.localtime(moment):%Y-%m-%d %H:%M}".endswith(shown)


# Looked at before


def test_a_preview_shows_what_a_command_says(client, lounge, bob):
    client.force_login(bob)

    def preview(body):
        address = reverse("preview", args=[lounge.slug])
        return client.post(address, {"body": body}, headers={"hx-request": "true"}).content.decode()

    assert "<em>waves</em>" in preview("/me waves")
    assert "it is done when you send it" in preview("/topic Tea")
    assert "Say what you do" in preview("/me")
    assert "There is no command /x" in preview("/x")
    lounge.refresh_from_db()
    assert lounge.topic != "Tea"


def test_commands_are_listed_as_one_types(client, lounge, bob):
    client.force_login(bob)

    def listed(typed):
        return client.get(reverse("completion", args=[lounge.slug]), {"at": typed}).content.decode()

    assert all(f'data-name="/{command.name} "' in listed("/") for command in commands.COMMANDS)
    assert 'data-name="/topic "' in listed("/TO")
    # Spelled out it is explained and no button, so that Enter sends it.
    assert "data-name" not in listed("/topic")
    assert "Change the topic" in listed("/topic")
    assert "/" not in listed("/topics").replace("</", "")


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
        assert 'class="notice notice--done"' in told
        assert "The topic is changed." not in await bobs.until("heading__topic")
        await bobs.post(lounge, "/topic Coffee", nonce="ijklmnop")
        assert "Only who looks after" in await bobs.until("refusal-ijklmnop")
    await sync_to_async(lounge.refresh_from_db)()
    assert lounge.topic == "Tea"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_what_was_done_is_told_in_the_language_that_the_person_chose(lounge, bob):
    bob.language = "de"
    await sync_to_async(bob.save)()
    async with open_room(lounge, bob) as (bobs,):
        await bobs.post(lounge, "/remind tomorrow 8:15 Frühstück", nonce="abcdefgh")
        await bobs.until("Du wirst erinnert")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_socket_knows_the_time_zone_of_its_person(lounge, bob):
    bob.time_zone = "Pacific/Auckland"
    await sync_to_async(bob.save)()
    async with open_room(lounge, bob) as (bobs,):
        await bobs.post(lounge, "/remind tomorrow 8:15 breakfast", nonce="abcdefgh")
        await bobs.until("You will be reminded")
    due = (await sync_to_async(Reminder.objects.get)()).due_at.astimezone(ZoneInfo("Pacific/Auckland"))
    assert (due.hour, due.minute) == (8, 15)
