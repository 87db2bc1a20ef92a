"""What somebody is writing, kept until it is sent."""

import threading
import unicodedata

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rooms.marks import mark_of
from rooms.models import Draft, Room
from tests.sockets import connect, open_room

pytestmark = pytest.mark.django_db


def drafts_of(user) -> list[str]:
    return list(user.drafts.values_list("body", flat=True))


def test_there_is_one_draft_for_a_person_in_a_room(lounge, cellar, alice, bob):
    Draft.objects.keep(lounge.pk, bob, "I was")
    Draft.objects.keep(lounge.pk, bob, "I was thinking")
    Draft.objects.keep(cellar.pk, bob, "secretly")
    Draft.objects.keep(lounge.pk, alice, "mine")
    assert sorted(drafts_of(bob)) == ["I was thinking", "secretly"]
    assert drafts_of(alice) == ["mine"]


def test_keeping_it_costs_one_statement(lounge, bob):
    with CaptureQueriesContext(connection) as queries:
        Draft.objects.keep(lounge.pk, bob, "one")
        Draft.objects.keep(lounge.pk, bob, "two")
    assert len([q for q in queries if "rooms_draft" in q["sql"]]) == 2


def test_spaces_alone_are_no_draft(lounge, bob):
    Draft.objects.keep(lounge.pk, bob, "something")
    Draft.objects.keep(lounge.pk, bob, " \n ")
    assert drafts_of(bob) == []


def test_what_is_too_long_to_be_posted_is_kept_within_reason(lounge, bob):
    Draft.objects.keep(lounge.pk, bob, "x" * 5 * settings.MESSAGE_LENGTH)
    assert drafts_of(bob) == ["x" * 2 * settings.MESSAGE_LENGTH]


def test_the_composer_begins_with_it(client, lounge, alice, bob):
    Draft.objects.keep(lounge.pk, bob, "\n<b>half</b> a thought")
    client.force_login(bob)
    assert "\n\n&lt;b&gt;half&lt;/b&gt; a thought</textarea>" in client.get("/chat/lounge/").content.decode()
    client.force_login(alice)
    assert "a thought" not in client.get("/chat/lounge/").content.decode()


def test_a_conversation_of_two_has_drafts_too(client, alice, bob):
    room = Room.objects.direct_between(alice, bob)
    Draft.objects.keep(room.pk, bob, "dear Alice")
    client.force_login(bob)
    assert "dear Alice</textarea>" in client.get("/direct/alice/").content.decode()


def test_a_thread_has_drafts_of_its_own(client, lounge, alice, bob):
    asked = lounge.post(alice, "When does it leave?")
    thread = Room.objects.thread_under(asked, alice)
    Draft.objects.keep(lounge.pk, bob, "about something else")
    Draft.objects.keep(thread.pk, bob, "at sev")
    client.force_login(bob)
    panel = client.post(reverse("thread", args=["lounge", asked.pk]), headers={"hx-request": "true"})
    for page in (panel, client.get(thread.get_absolute_url())):
        assert "at sev</textarea>" in page.content.decode()
        assert "about something" not in page.content.decode()
    assert "about something else</textarea>" in client.get("/chat/lounge/").content.decode()


def test_what_it_answers_is_kept_with_it(client, lounge, cellar, alice, bob):
    asked, hidden = lounge.post(alice, "When does it leave?"), cellar.post(alice, "elsewhere")
    Draft.objects.keep(lounge.pk, bob, "at sev", asked.pk)
    client.force_login(bob)
    chip = f'id="message-{asked.pk}-answered"'
    page = client.get("/chat/lounge/").content.decode()
    assert chip in page
    assert mark_of("at sev", asked.pk) in page
    asked.retract()
    page = client.get("/chat/lounge/").content.decode()
    assert chip not in page
    assert mark_of("at sev") in page
    for elsewhere in (hidden.pk, 2**60):
        Draft.objects.keep(lounge.pk, bob, "at sev", elsewhere)
        assert Draft.objects.get().reply_to is None


def test_another_choice_comes_before_that_of_a_draft(client, lounge, alice, bob):
    asked, other = lounge.post(alice, "When?"), lounge.post(alice, "Where?")
    Draft.objects.keep(lounge.pk, bob, "at sev", asked.pk)
    client.force_login(bob)
    page = client.get(reverse("reply", args=["lounge", other.pk])).content.decode()
    assert f'id="message-{other.pk}-answered"' in page
    assert f'id="message-{asked.pk}-answered"' not in page
    assert mark_of("at sev", asked.pk) in page


def test_a_refused_text_comes_before_a_draft(client, lounge, bob):
    Draft.objects.keep(lounge.pk, bob, "an older thought")
    client.force_login(bob)
    essay = "x" * (settings.MESSAGE_LENGTH + 1)
    page = client.post(reverse("messages", args=["lounge"]), {"body": essay, "nonce": "abcdefgh"})
    assert f"{essay}</textarea>" in page.content.decode()
    assert drafts_of(bob) == ["an older thought"]


def test_posting_by_the_plain_form_sends_the_draft(client, lounge, bob):
    Draft.objects.keep(lounge.pk, bob, "half")
    client.force_login(bob)
    client.post(reverse("messages", args=["lounge"]), {"body": "whole", "nonce": "abcdefgh"})
    assert drafts_of(bob) == []


def test_a_command_sends_the_draft_too_and_a_refused_one_does_not(client, lounge, alice):
    Draft.objects.keep(lounge.pk, alice, "/topic")
    client.force_login(alice)
    said = {"nonce": "abcdefgh"}
    client.post(reverse("messages", args=["lounge"]), {"body": "/nothing", **said})
    assert drafts_of(alice) == ["/topic"]
    client.post(reverse("messages", args=["lounge"]), {"body": "/topic Ferries", **said})
    assert drafts_of(alice) == []


# Over the socket

live = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hub_of_its_own")]


class TestOverTheSocket:
    pytestmark = live

    async def test_what_is_written_is_kept_and_shown_to_all_pages_of_its_author(self, lounge, alice, bob):
        async with open_room(lounge, bob, bob, alice) as (laptop, phone, alices):
            await laptop.send(verb="draft", room=lounge.pk, body="I was <i>thinking</i>")
            told = await phone.until(f"innerHTML:#room-{lounge.pk}-body")
            assert "I was &lt;i&gt;thinking&lt;/i&gt;" in told
            assert await sync_to_async(drafts_of)(bob) == ["I was <i>thinking</i>"]
            await alices.post(lounge, "hello")
            assert "thinking" not in await alices.until("hello")

    @pytest.mark.parametrize("said", ["done", "/topic Ferries"], ids=["post", "command"])
    async def test_what_is_said_takes_its_draft_with_it(self, lounge, alice, said):
        async with open_room(lounge, alice) as (page,):
            await page.send(verb="draft", room=lounge.pk, body=said)
            await page.until("innerHTML:#")
            await page.post(lounge, said)
            await page.until(f'"innerHTML:#room-{lounge.pk}-body"></div>')
            assert await sync_to_async(drafts_of)(alice) == []

    async def test_what_it_answers_comes_with_it_and_goes_with_it(self, lounge, alice, bob):
        asked = await sync_to_async(lounge.post)(alice, "When does it leave?")
        async with open_room(lounge, bob, bob) as (laptop, phone):
            await laptop.send(verb="draft", room=lounge.pk, body="at sev", reply_to=str(asked.pk))
            told = await phone.until("-kept")
            assert f'id="message-{asked.pk}-answered"' in told
            assert mark_of("at sev", asked.pk) in told
            # The same once more is nothing new; without the choice it is.
            await laptop.send(verb="draft", room=lounge.pk, body="at sev", reply_to=str(asked.pk))
            await laptop.send(verb="draft", room=lounge.pk, body="at sev")
            told = await phone.until("-kept")
            assert "answered" not in told
            assert mark_of("at sev") in told
            await laptop.send(verb="draft", room=lounge.pk, body="at sev", reply_to=str(asked.pk))
            await phone.until("-kept")
            await laptop.post(lounge, "at seven")
            await phone.until(f":has(#message-{asked.pk}-answered)")

    async def test_in_a_thread_it_is_kept_for_members_of_its_home_who_need_not_follow_it(
        self, lounge, alice, bob, carol
    ):
        asked = await sync_to_async(lounge.post)(alice, "When does it leave?")
        thread = await sync_to_async(Room.objects.thread_under)(asked, alice)
        async with open_room(thread, bob) as (page,):
            await page.send(verb="draft", room=thread.pk, body="at sev")
            await page.until(f"innerHTML:#room-{thread.pk}-body")
        assert await sync_to_async(drafts_of)(bob) == ["at sev"]
        async with open_room(thread, carol) as (page,):
            await page.send(verb="draft", room=thread.pk, body="me too")
            await page.hello(f"{thread.pk}:0")
        assert await sync_to_async(drafts_of)(carol) == []

    async def test_an_empty_draft_is_none(self, lounge, bob):
        await sync_to_async(Draft.objects.keep)(lounge.pk, bob, "from the phone")
        async with open_room(lounge, bob) as (page,):
            await page.send(verb="draft", room=lounge.pk, body="")
            await page.until(f'"innerHTML:#room-{lounge.pk}-body"></div>')
            assert await sync_to_async(drafts_of)(bob) == []

    async def test_a_page_that_comes_back_with_what_is_kept_changes_nothing(self, lounge, bob):
        await sync_to_async(Draft.objects.keep)(lounge.pk, bob, "newer, from the phone")
        async with open_room(lounge, bob) as (page,):
            await page.send(verb="draft", room=lounge.pk, body="older", kept=mark_of("older"))
            await page.hello(f"{lounge.pk}:0")
            assert await sync_to_async(drafts_of)(bob) == ["newer, from the phone"]

    async def test_a_page_from_the_browsers_memory_with_an_empty_box_is_told_what_is_kept(self, lounge, bob):
        await sync_to_async(Draft.objects.keep)(lounge.pk, bob, "half a thought")
        async with open_room(lounge, bob) as (page,):
            await page.send(verb="draft", room=lounge.pk, body="", kept=mark_of(""))
            told = await page.until(f'id="room-{lounge.pk}-kept"')
            assert "half a thought" in told
        assert await sync_to_async(drafts_of)(bob) == ["half a thought"]

    async def test_what_is_sent_takes_along_a_draft_with_which_its_page_began(self, lounge, bob):
        await sync_to_async(Draft.objects.keep)(lounge.pk, bob, "half a thought")
        async with open_room(lounge, bob) as (page,):
            # The page is gone the next moment, before it could say that its box is empty.
            await page.post(lounge, "a whole thought")
            await page.until("a whole thought")
        async with open_room(lounge, bob) as (page,):
            await page.until(f'"innerHTML:#room-{lounge.pk}-body"></div>')
        assert await sync_to_async(drafts_of)(bob) == []

    async def test_where_one_is_no_member_nothing_is_kept(self, cellar, lounge, carol):
        page = await connect(carol)
        for room in (cellar.pk, lounge.pk, 0, "x", None, 2**70):
            await page.send(verb="draft", room=room, body="let me in")
        await page.hello()
        assert await sync_to_async(drafts_of)(carol) == []
        await page.close()

    async def test_who_is_no_member_any_more_is_not_told_what_a_draft_answers(self, cellar, alice, bob):
        said = await sync_to_async(cellar.post)(alice, "between us")
        await sync_to_async(Draft.objects.keep)(cellar.pk, bob, "so", said.pk)
        await sync_to_async(cellar.dismiss)(bob)
        page = await connect(bob)
        await page.send(verb="draft", room=cellar.pk, body="x", kept=mark_of("x"))
        assert "between us" not in await page.hello()
        await page.close()

    async def test_hostile_frames_keep_nothing_and_break_nothing(self, lounge, bob):
        async with open_room(lounge, bob) as (page,):
            await page.send(verb="draft", room=lounge.pk)
            await page.send(verb="draft", room=lounge.pk, body=None)
            await page.send(verb="draft", room=lounge.pk, body="a\0b\ud800c")
            await page.until("abc")
            assert await sync_to_async(drafts_of)(bob) == ["abc"]

    async def test_nobody_waits_while_a_long_text_is_made_legible(self, lounge, bob, monkeypatch):
        normalize, threads = unicodedata.normalize, []

        def noted(*text):
            threads.append(threading.get_ident())
            return normalize(*text)

        async with open_room(lounge, bob) as (page,):
            monkeypatch.setattr(unicodedata, "normalize", noted)
            await page.send(verb="draft", room=lounge.pk, body="e\u0301" * 5000)
            await page.until("é" * 5000)
        assert threads
        assert threading.get_ident() not in threads

    async def test_a_page_that_begins_with_what_was_sent_meanwhile_is_told_so(self, lounge, bob):
        async with open_room(lounge, bob) as (page,):
            await page.send(verb="draft", room=lounge.pk, body="all of it", kept=mark_of("all of it"))
            told = await page.until(f'id="room-{lounge.pk}-kept"')
            assert f'<div hx-swap-oob="innerHTML:#room-{lounge.pk}-body"></div>' in told
            assert mark_of("") in told
