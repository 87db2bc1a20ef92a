"""A message that answers another shows what it answers, and leads there."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rooms import fragments, markup
from rooms.models import Message, Room, quotes
from rooms.models.posting import NothingToAnswer
from tests.sockets import connect, message_ids, open_room

pytestmark = pytest.mark.django_db


def composer_of(client, message, **headers):
    return client.get(reverse("reply", args=[message.room.slug, message.pk]), headers=headers)


def shown(message) -> str:
    return fragments.message(Message.objects.with_author().select_related("room").get(pk=message.pk))


def test_a_reply_shows_who_said_what_and_leads_there(lounge, alice, bob):
    asked = lounge.post(alice, "When does the **ferry** leave?")
    fresh = fragments.message(lounge.post(bob, "At seven", reply_to=asked.pk))
    assert f'class="quote" href="{asked.get_absolute_url()}"' in fresh
    assert "When does the ferry leave?</span>" in fresh
    assert '<b class="quote__author" dir="auto">Alice</b>' in fresh


def test_what_is_shown_fresh_and_later_is_the_same(lounge, alice, bob):
    asked = lounge.post(alice, "a <b> & b")
    answer = lounge.post(bob, "yes", reply_to=asked.pk)
    fresh = fragments.message(answer)
    fragments.forget()
    assert shown(answer) == fresh


def test_the_composer_of_a_reply(client, lounge, alice, bob):
    asked = lounge.post(alice, "When?")
    client.force_login(bob)
    chip = composer_of(client, asked, hx_request="true").content.decode()
    assert f'hx-swap-oob="upsert:#room-{lounge.pk}-reply"' in chip
    assert f'name="reply_to" value="{asked.pk}" checked' in chip
    assert 'hx-swap-oob="close:#actions"' in chip

    page = composer_of(client, asked).content.decode()
    assert f'name="reply_to" value="{asked.pk}" checked' in page
    client.post(reverse("messages", args=["lounge"]), {"body": "At seven", "reply_to": asked.pk})
    assert lounge.messages.get(body="At seven").reply_to == asked


def test_a_refused_reply_still_answers_the_same(client, lounge, alice, bob):
    asked = lounge.post(alice, "When?")
    client.force_login(bob)
    page = client.post(reverse("messages", args=["lounge"]), {"body": " ", "reply_to": asked.pk})
    assert page.status_code == 422
    assert f'name="reply_to" value="{asked.pk}" checked' in page.content.decode()


@pytest.mark.parametrize("answered", ["0", "-1", "x", "9" * 30, "99999999"])
def test_there_has_to_be_something_to_answer(client, lounge, bob, answered):
    client.force_login(bob)
    page = client.post(reverse("messages", args=["lounge"]), {"body": "kept", "reply_to": answered})
    assert page.status_code == 422
    assert "kept</textarea>" in page.content.decode()
    assert not lounge.messages.exists()


def test_one_answers_in_the_room_in_which_it_was_said(lounge, alice):
    elsewhere = Room.objects.open_up(alice, "Other").post(alice, "there")
    with pytest.raises(NothingToAnswer):
        lounge.post(alice, "here", reply_to=elsewhere.pk)
    assert not lounge.messages.exists()


def test_replying_is_offered_to_members_where_something_stands(client, lounge, alice, carol):
    asked = lounge.post(alice, "When?")
    client.force_login(carol)
    assert composer_of(client, asked).status_code == 403
    client.force_login(alice)
    lounge.archive()
    assert composer_of(client, asked).status_code == 403
    lounge.restore()
    asked.retract()
    assert composer_of(client, asked).status_code == 403


def test_a_quote_shows_nothing_of_what_was_taken_back(client, lounge, alice, bob):
    asked = lounge.post(alice, "a secret")
    answers = [lounge.post(bob, f"answer {n}", reply_to=asked.pk) for n in range(3)]
    client.force_login(bob)
    assert "a secret" in client.get(lounge.get_absolute_url()).content.decode()

    asked.retract()

    page = client.get(lounge.get_absolute_url()).content.decode()
    assert "a secret" not in page
    assert page.count('class="quote__gone"') == 3
    lounge.refresh_from_db()
    stamps = list(lounge.messages.filter(reply_to=asked).order_by("seq").values_list("stamp", flat=True))
    assert stamps == [lounge.clock - 2, lounge.clock - 1, lounge.clock]
    assert len(answers) == 3


def test_even_the_quotes_of_which_pages_are_not_told_show_nothing(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr(quotes, "MOST", 1)
    asked = lounge.post(alice, "a secret")
    first, last = (lounge.post(bob, body, reply_to=asked.pk) for body in ("one", "two"))
    assert "a secret" in shown(first)
    asked.retract()
    first.refresh_from_db()
    last.refresh_from_db()
    assert (first.is_changed, last.is_changed) == (False, True)
    assert "a secret" not in shown(first) + shown(last)


def test_a_post_that_answers_nothing_costs_no_query_more(lounge, alice):
    asked = lounge.post(alice, "When?")
    with CaptureQueriesContext(connection) as plain:
        lounge.post(alice, "well")
    with CaptureQueriesContext(connection) as reply:
        lounge.post(alice, "at seven", reply_to=asked.pk)
    told = [query["sql"] for query in plain if "SAVEPOINT" not in query["sql"]]
    assert len(told) == 3
    assert len(reply) == len(plain) + 1


def test_a_page_of_replies_costs_no_query_more(client, lounge, alice, bob):
    client.force_login(alice)
    asked = lounge.post(alice, "When?")
    client.get(lounge.get_absolute_url())
    with CaptureQueriesContext(connection) as plain:
        client.get(lounge.get_absolute_url())
    for n in range(50):
        lounge.post(bob, f"answer {n}", reply_to=asked.pk)
    fragments.forget()
    with CaptureQueriesContext(connection) as replies:
        assert client.get(lounge.get_absolute_url()).content.decode().count('class="quote"') == 50
    assert len(replies) <= len(plain) + 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**bold** and\nmore", "bold and more"),
        ("the end: ||Rosebud|| dies", "the end: ▒▒▒ dies"),
        ("- one\n- two", "one two"),
        ("`a < b`", "a < b"),
        ("x" * 200, "x" * 119 + "…"),
        ("[a](https://example.org/?q=%3E)", "a"),
    ],
)
def test_an_excerpt_is_plain_text(source, expected):
    assert markup.excerpt(markup.render(source)) == expected


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_reply_comes_by_the_socket_and_its_quote_goes_from_every_page(lounge, alice, bob):
    asked = await sync_to_async(lounge.post)(alice, "a secret")
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await bobs.send(verb="post", room=lounge.pk, body="oh", nonce="abcdefgh1", reply_to=str(asked.pk))
        await alices.until('class="quote"')
        cursor = (await sync_to_async(Room.objects.get)(pk=lounge.pk)).clock
        await sync_to_async(asked.retract)()
        assert "a secret" not in await alices.until("quote__gone")
    back = await connect(bob)
    seen = await back.hello(f"{lounge.pk}:{cursor}")
    assert len(message_ids(seen)) == 2
    assert "a secret" not in seen
    await back.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_what_cannot_be_answered_is_refused_beside_the_text(lounge, bob):
    async with open_room(lounge, bob) as (bobs,):
        await bobs.send(verb="post", room=lounge.pk, body="oh", nonce="abcdefgh1", reply_to="424242")
        assert "not there any more" in await bobs.until("refusal-abcdefgh1")
