"""Questions that people answer by voting."""

import re
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rooms import alarm, fragments, limits
from rooms.models import Message, Poll, Refused, Room, Vote
from rooms.models.poll import MOST, OPTION_LENGTH, QUESTION_LENGTH
from rooms.models.posting import NotAMember, RoomIsArchived
from tests.sockets import connect, message_ids, open_room

pytestmark = pytest.mark.django_db

ANSWERS = {"question": "When?", "option_1": "At seven", "option_2": "At eight"}


@pytest.fixture
def asked(lounge, alice):
    return lounge.ask(alice, "When?", ["At seven", "At eight", "Never"])


def shown(message) -> str:
    return fragments.message(Message.objects.select_related("author", "room").get(pk=message.pk))


def counts(message) -> list[int]:
    return [int(count) for count in re.findall(r'poll__count">(\d+)<', shown(message))]


def address(message, name: str = "vote") -> str:
    return reverse(name, args=[message.room.slug, message.pk])


def press(client, message, option, **headers):
    return client.post(address(message), {"option": option}, headers=headers)


def ask(client, room, **answers):
    return client.post(reverse("new-poll", args=[room.slug]), ANSWERS | answers)


# Asking


def test_what_becomes_longer_than_its_field_is_refused(client, lounge, alice):
    client.force_login(alice)
    # One character that is three when it is composed.
    page = ask(client, lounge, option_1="\U0001d160" * OPTION_LENGTH).content.decode()
    assert f"at most {OPTION_LENGTH} characters (it has {3 * OPTION_LENGTH})" in page
    assert not lounge.messages.exists()


def test_what_is_longer_than_its_field_is_refused_before_it_is_made_legible(client, lounge, alice):
    client.force_login(alice)
    marks = "\u0301" * OPTION_LENGTH
    page = ask(client, lounge, option_1="a" + marks).content.decode()
    assert f"at most {OPTION_LENGTH} characters (it has {OPTION_LENGTH + 1})" in page
    assert not lounge.messages.exists()


def test_a_poll_is_a_message_with_options(lounge, asked):
    html = shown(asked)
    assert "When?" in html
    assert re.findall(r'poll__text" dir="auto">([^<]+)<', html) == ["At seven", "At eight", "Never"]
    assert counts(asked) == [0, 0, 0]
    lounge.refresh_from_db()
    assert (asked.stamp, lounge.clock) == (asked.seq + 1, asked.stamp)


def test_asking_twice_with_one_nonce_asks_once(lounge, alice):
    first = lounge.ask(alice, "When?", ["a", "b"], nonce="abcdefgh")
    second = lounge.ask(alice, "When?", ["a", "b"], nonce="abcdefgh")
    assert (second.pk, second.repeated) == (first.pk, True)
    assert Poll.objects.count() == 1


def test_only_members_of_living_rooms_ask(lounge, alice, carol):
    with pytest.raises(NotAMember):
        lounge.ask(carol, "When?", ["a", "b"])
    lounge.archive()
    with pytest.raises(RoomIsArchived):
        lounge.ask(alice, "When?", ["a", "b"])
    assert not Poll.objects.exists()


# Voting


def test_a_vote_moves_where_one_may_choose_one(asked, alice, bob):
    asked.poll.vote(bob, 0)
    asked.poll.vote(alice, 0)
    assert counts(asked) == [2, 0, 0]
    asked.poll.vote(bob, 2)
    assert counts(asked) == [1, 0, 1]
    asked.poll.vote(bob, 2)
    assert counts(asked) == [1, 0, 0]


def test_votes_add_up_where_one_may_choose_several(lounge, alice, bob):
    asked = lounge.ask(alice, "Which?", ["a", "b", "c"], multiple=True)
    for user, option in ((alice, 0), (bob, 0), (bob, 2)):
        asked.poll.vote(user, option)
    assert counts(asked) == [2, 0, 1]
    assert 'max="2"' in shown(asked)
    asked.poll.vote(bob, 0)
    assert counts(asked) == [1, 0, 1]


def test_an_open_poll_says_who_voted_and_an_anonymous_one_does_not(lounge, alice, bob):
    named, secret = (
        lounge.ask(alice, "When?", ["a", "b"], anonymous=anonymous) for anonymous in (False, True)
    )
    for asked in (named, secret):
        asked.poll.vote(bob, 1)
    assert f'data-by="{bob.pk}"' in shown(named)
    assert "Bob" in shown(named)
    assert "data-by" not in shown(secret)
    assert "Bob" not in shown(secret)
    assert counts(secret) == [0, 1]


@pytest.mark.parametrize("number", [-1, 3, 99])
def test_there_is_no_other_option(asked, bob, number):
    with pytest.raises(Refused, match="no such option"):
        asked.poll.vote(bob, number)


def test_only_members_vote(asked, carol):
    with pytest.raises(Refused, match="not a member"):
        asked.poll.vote(carol, 0)


def test_nobody_votes_once_it_is_over(lounge, alice, bob):
    over = lounge.ask(alice, "When?", ["a", "b"], closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="closed"):
        over.poll.vote(bob, 0)
    later = lounge.ask(alice, "When?", ["a", "b"], closes_at=timezone.now() + timedelta(hours=1))
    later.poll.vote(bob, 0)
    later.poll.close(alice)
    with pytest.raises(Refused, match="closed"):
        later.poll.vote(bob, 1)
    assert counts(later) == [1, 0]
    assert shown(later).count("disabled") == 2


def test_nobody_votes_in_an_archived_room_or_on_what_was_taken_back(lounge, asked, alice, bob):
    unasked = lounge.ask(alice, "Why?", ["a", "b"])
    unasked.poll.vote(bob, 0)
    poll = unasked.poll
    unasked.retract()
    assert not Vote.objects.exists()
    assert "poll" not in shown(unasked)
    with pytest.raises(Refused, match="taken back"):
        poll.vote(bob, 0)
    lounge.archive()
    with pytest.raises(Refused, match="archived"):
        asked.poll.vote(bob, 0)


def test_one_message_object_shows_each_vote(asked, alice, bob):
    asked.poll.vote(bob, 0)
    assert 'poll__count">1<' in fragments.message(asked)
    asked.poll.vote(alice, 0)
    assert 'poll__count">2<' in fragments.message(asked)


# Closing by itself


def ends_now(poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())


def test_when_its_time_has_come_it_is_closed_once_and_not_before(lounge, alice, bob):
    asked = lounge.ask(alice, "When?", ["a", "b"], closes_at=timezone.now() + timedelta(hours=1))
    alarm.look()
    assert "disabled" not in shown(asked)
    ends_now(asked.poll)
    alarm.look()
    assert shown(asked).count("disabled") == 2
    assert "poll__closed" in shown(asked)
    lounge.refresh_from_db()
    alarm.look()
    Poll.objects.end(asked.pk)
    assert Room.objects.get(pk=lounge.pk).clock == lounge.clock == asked.stamp + 1


def test_what_was_closed_by_hand_or_taken_back_is_left_alone(lounge, alice):
    by_hand, unasked = (
        lounge.ask(alice, "When?", ["a", "b"], closes_at=timezone.now() + timedelta(hours=1)) for _ in "ab"
    )
    by_hand.poll.close(alice)
    due = Poll.objects.due()
    unasked.retract()
    Poll.objects.end(unasked.pk)
    assert due == Poll.objects.due() == []


def test_in_an_archived_room_it_closes_too(lounge, alice):
    asked = lounge.ask(alice, "When?", ["a", "b"], closes_at=timezone.now())
    lounge.archive()
    alarm.look()
    assert "poll__closed" in shown(asked)


def test_looking_for_it_reads_an_index(lounge):
    assert "poll_due" in Poll.objects.overdue().values_list("pk")[:9].explain()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_that_it_closed_comes_to_every_page_once_and_to_those_that_were_away(lounge, alice, bob):
    asked = await sync_to_async(lounge.ask)(alice, "When?", ["a", "b"], closes_at=timezone.now())
    async with open_room(lounge, bob) as (page,):
        await sync_to_async(alarm.look)()
        await sync_to_async(alarm.look)()
        await page.post(lounge, "bye")
        assert message_ids(await page.until("bye"))[:-1] == [asked.pk]
    back = await connect(alice)
    assert "poll__closed" in await back.hello(f"{lounge.pk}:{asked.stamp}")
    await back.close()


# Pressing


def test_pressing_answers_with_the_message_as_it_is(client, lounge, asked, bob):
    client.force_login(bob)
    answer = press(client, asked, "1", hx_request="true").content.decode()
    assert f'hx-swap-oob="log:#room-{lounge.pk}-log"' in answer
    assert f'data-by="{bob.pk}"' in answer


def test_without_scripts_one_is_led_to_the_message(client, asked, bob):
    client.force_login(bob)
    page = client.get(press(client, asked, "1").url).content.decode()
    assert f'data-by="{bob.pk}"' in page


@pytest.mark.parametrize("option", ["", "7", "-1", "x", "²", "9" * 99, "<b>"])
def test_what_is_no_option_is_refused(client, asked, bob, option):
    client.force_login(bob)
    assert "There is no such option." in press(client, asked, option, hx_request="true").content.decode()


def test_an_outsider_of_a_closed_room_finds_nothing(client, cellar, alice, carol):
    asked = cellar.ask(alice, "When?", ["a", "b"])
    client.force_login(carol)
    assert press(client, asked, "0").status_code == 404
    assert client.get(address(asked, "votes")).status_code == 404
    assert client.post(address(asked, "close-poll")).status_code == 404
    assert client.get(reverse("new-poll", args=[cellar.slug])).status_code == 404


def test_other_messages_have_no_votes(client, lounge, bob):
    said = lounge.post(bob, "hello")
    client.force_login(bob)
    assert press(client, said, "0").status_code == 404
    assert client.get(address(said, "votes")).status_code == 404


def test_its_author_closes_it_and_nobody_else(client, asked, alice, bob):
    client.force_login(bob)
    assert client.post(address(asked, "close-poll")).status_code == 403
    client.force_login(alice)
    assert "Close the poll" in client.get(address(asked, "actions")).content.decode()
    answer = client.post(address(asked, "close-poll"), headers={"hx-request": "true"}).content.decode()
    assert "poll__closed" in answer
    assert "Close the poll" not in client.get(address(asked, "actions")).content.decode()


def test_who_voted_is_told(client, asked, alice, bob):
    asked.poll.vote(bob, 2)
    client.force_login(alice)
    assert "Who voted" in client.get(address(asked, "actions")).content.decode()
    page = client.get(address(asked, "votes"), headers={"hx-request": "true"}).content.decode()
    assert "Never" in page
    assert "Bob" in page


def test_of_an_anonymous_poll_one_is_told_ones_own_vote(client, lounge, alice, bob):
    asked = lounge.ask(alice, "When?", ["Dawn", "Dusk"], anonymous=True)
    asked.poll.vote(bob, 1)
    client.force_login(alice)
    page = client.get(address(asked, "votes")).content.decode()
    assert "Bob" not in page.partition('class="prose"')[2]
    client.force_login(bob)
    assert "What I chose" in client.get(address(asked, "actions")).content.decode()
    page = client.get(address(asked, "votes")).content.decode().partition('class="prose"')[2]
    assert "Dusk" in page
    assert "Only you see" in page


# The form


def test_a_poll_is_asked_by_a_form(client, lounge, alice):
    client.force_login(alice)
    page = client.get(reverse("room", args=[lounge.slug])).content.decode()
    assert reverse("new-poll", args=[lounge.slug]) in page
    assert client.get(reverse("new-poll", args=[lounge.slug])).status_code == 200
    answer = ask(client, lounge, option_9="Never", multiple="on", anonymous="on", nonce="abcdefgh")
    assert answer.status_code == 302
    poll = Poll.objects.get()
    assert poll.options == ["At seven", "At eight", "Never"]
    assert (poll.multiple, poll.anonymous, poll.closes_at) == (True, True, None)
    assert "At seven" in client.get(answer.url).content.decode()


def test_a_conversation_of_two_has_polls_too(client, alice, bob):
    room = Room.objects.direct_between(alice, bob)
    client.force_login(alice)
    assert "At eight" in client.get(ask(client, room).url, follow=True).content.decode()


def test_the_closing_time_is_ones_own_time(client, lounge, alice):
    alice.time_zone = "Asia/Tokyo"
    alice.save()
    client.force_login(alice)
    tomorrow = timezone.now() + timedelta(days=1)
    ask(client, lounge, closes_at=f"{tomorrow + timedelta(hours=9):%Y-%m-%dT%H:%M}")
    assert abs(Poll.objects.get().closes_at - tomorrow) < timedelta(minutes=2)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"question": "  "}, "This field is required."),
        ({"question": "x" * (QUESTION_LENGTH + 1)}, "at most 300 characters"),
        ({"option_2": ""}, "A poll needs two options at least."),
        ({"option_1": " ", "option_2": "\t"}, "A poll needs two options at least."),
        ({"option_3": "At  seven "}, "This option is there already."),
        ({"option_2": "x" * (OPTION_LENGTH + 1)}, "at most 100 characters"),
        ({"closes_at": "2001-01-01T10:00"}, "Choose a time in the future"),
        ({"closes_at": "9999-12-31T23:59"}, "Choose a time in the future"),
        ({"closes_at": "0001-01-01T00:00"}, "Choose a time in the future"),
        ({"closes_at": "soon"}, "Enter a valid date/time."),
        ({"nonce": "<b>"}, "This form is damaged"),
    ],
)
def test_what_is_wrong_stands_beside_what_was_typed(client, lounge, alice, wrong, reason):
    client.force_login(alice)
    answer = ask(
        client, lounge, **{"option_4": "kept <as> typed"} if "option_2" not in wrong else {}, **wrong
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert reason in page
    assert "kept &lt;as&gt; typed" in page or "option_2" in wrong
    assert not Poll.objects.exists()


def test_a_poll_has_so_many_options_at_most(client, lounge, alice):
    client.force_login(alice)
    ask(client, lounge, **{f"option_{n}": f"Number {n}" for n in range(1, MOST + 5)})
    assert len(Poll.objects.get().options) == MOST


def test_asking_has_the_limit_of_posts(client, lounge, alice, monkeypatch):
    monkeypatch.setattr(limits.posts, "burst", 1)
    client.force_login(alice)
    assert ask(client, lounge).status_code == 302
    again = ask(client, lounge)
    assert "That was fast." in again.content.decode()
    assert "At seven" in again.content.decode()


def test_who_may_not_talk_may_not_ask(client, lounge, bob, carol):
    client.force_login(carol)
    assert ask(client, lounge).status_code == 403
    lounge.archive()
    client.force_login(bob)
    assert ask(client, lounge).status_code == 403


def test_hostile_options_stay_text(lounge, alice):
    hostile = "<img src=x onerror=alert(1)> **bold** \u202e"
    html = shown(lounge.ask(alice, hostile, [hostile, hostile + "2"]))
    assert "<img" not in html
    assert "**bold**" in html


# On other pages


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_it_comes_to_every_page_and_to_those_that_were_away(lounge, alice, bob):
    async with open_room(lounge, bob) as (page,):
        asked = await sync_to_async(lounge.ask)(alice, "When?", ["Dawn", "Dusk"])
        seen = await page.until("Dusk")
        assert message_ids(seen) == [asked.pk]
        cursor = asked.stamp
        await sync_to_async(asked.poll.vote)(bob, 1)
        assert f'data-by="{bob.pk}"' in await page.until("data-by")
    back = await connect(alice)
    assert f'data-by="{bob.pk}"' in await back.hello(f"{lounge.pk}:{cursor}")
    await back.close()


def test_a_page_of_polls_and_reactions_costs_a_query_for_each_kind(client, lounge, alice, bob):
    plain = [lounge.post(bob, f"number {n}") for n in range(50)]
    client.force_login(alice)
    client.get(lounge.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(lounge.get_absolute_url())
    for n, said in enumerate(plain):
        said.react(bob, "👍")
        lounge.ask(alice, f"question {n}", ["a", "b"]).poll.vote(bob, 1)
    fragments.forget()
    with CaptureQueriesContext(connection) as after:
        page = client.get(lounge.get_absolute_url()).content.decode()
    assert page.count('class="poll"') > 20
    assert len(after) == len(before) + 3 <= 12


def test_a_poll_in_a_thread_counts_among_its_replies(lounge, alice):
    said = lounge.post(alice, "When?")
    thread = Room.objects.thread_under(said, alice)
    thread.ask(alice, "At seven?", ["yes", "no"])
    said.refresh_from_db()
    assert said.thread_posts == 1
