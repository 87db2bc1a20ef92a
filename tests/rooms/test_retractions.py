"""Taking back what was said."""

import re
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from rooms import alarm, loader
from rooms.models import Mention, Pin, Poll, Reaction, Reminder, Revision, Room, Saved, Vote
from tests.sockets import connect, message_ids, open_room

pytestmark = pytest.mark.django_db


def offered(client, message) -> str:
    return client.get(reverse("actions", args=[message.room.slug, message.pk])).content.decode()


def take_back(client, message, **headers):
    return client.post(reverse("retract", args=[message.room.slug, message.pk]), headers=headers)


def test_one_takes_back_ones_own_words(client, lounge, bob):
    said = lounge.post(bob, "a *secret*")
    client.force_login(bob)
    assert "Take back" in offered(client, said)
    page = client.get(take_back(client, said).url).content.decode()
    said.refresh_from_db()
    assert (said.body, said.html) == ("", "")
    assert "secret" not in page
    assert f'id="message-{said.pk}" class="message message--retracted"' in page


def test_a_host_takes_back_what_others_said(client, lounge, alice, bob):
    said = lounge.post(bob, "rude")
    client.force_login(alice)
    assert take_back(client, said).status_code == 302
    said.refresh_from_db()
    assert said.retracted_at


def test_a_member_does_not_take_back_what_others_said(client, lounge, alice, bob):
    said = lounge.post(alice, "mine")
    client.force_login(bob)
    assert "Take back" not in offered(client, said)
    assert take_back(client, said).status_code == 403


def test_an_outsider_of_a_closed_room_finds_nothing(client, cellar, bob, carol):
    said = cellar.post(bob, "hidden")
    client.force_login(carol)
    assert client.get(reverse("actions", args=["cellar", said.pk])).status_code == 404
    assert take_back(client, said).status_code == 404


def test_a_message_is_found_in_its_own_room_only(client, lounge, bob, alice):
    other = Room.objects.open_up(alice, "Other")
    said = other.post(alice, "elsewhere")
    client.force_login(alice)
    assert client.post(reverse("retract", args=[lounge.slug, said.pk])).status_code == 404


def test_nobody_takes_back_anything_in_a_conversation_of_two_but_the_author(client, alice, bob):
    said = Room.objects.direct_between(alice, bob).post(bob, "psst")
    client.force_login(alice)
    assert take_back(client, said).status_code == 403


def test_a_page_with_scripts_gets_the_message_as_it_is_now(client, lounge, bob):
    said = lounge.post(bob, "oh")
    client.force_login(bob)
    answer = take_back(client, said, hx_request="true").content.decode()
    assert f'hx-swap-oob="log:#room-{lounge.pk}-log"' in answer
    assert "message--retracted" in answer
    assert 'hx-swap-oob="close:#actions"' in answer


def test_taking_back_twice_changes_nothing_more(lounge, bob):
    said = lounge.post(bob, "oh")
    said.retract()
    at = said.retracted_at
    said.retract()
    assert said.retracted_at == at


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_it_goes_from_every_page_and_from_those_that_were_away(lounge, alice, bob):
    said = await sync_to_async(lounge.post)(bob, "unsaid")
    cursor = lounge.clock
    async with open_room(lounge, alice) as (page,):
        await sync_to_async(said.retract)()
        seen = await page.until("message--retracted")
        assert message_ids(seen) == [said.pk]
        assert "unsaid" not in seen
    back = await connect(bob)
    assert "message--retracted" in await back.hello(f"{lounge.pk}:{cursor}")
    await back.close()


def everything_stored() -> str:
    """Every value of every row of the site."""
    rows = (row for model in apps.get_models() for row in model.objects.values_list())
    return repr(list(rows))


def test_nothing_of_what_was_said_is_stored_any_more(lounge, alice, bob):
    said = lounge.ask(bob, "a secret?", ["secretly", "openly"])
    said.edit("a secret, @alice")
    said.react(alice, "🎉")
    said.poll.vote(alice, 0)
    said.pin(alice)
    assert "secret" in everything_stored()
    said.retract()
    stored = everything_stored()
    assert "secret" not in stored
    assert "🎉" not in stored
    for model in (Mention, Pin, Poll, Reaction, Revision, Vote):
        assert not model.objects.exists()


def test_no_list_shows_what_was_taken_back(client, lounge, alice, bob):
    said = lounge.post(bob, "a secret, @alice")
    Saved.objects.save_for(alice, said)
    Reminder.objects.remind(alice, said, timezone.now() + timedelta(hours=1))
    said.pin(alice)
    client.force_login(alice)
    lists = ["/saved/", "/mentions/", "/reminders/", reverse("pins", args=["lounge"])]
    for path in lists:
        assert "a secret" in client.get(path).content.decode()
    said.retract()
    for path in lists:
        assert "a secret" not in client.get(path).content.decode()


def removed(html: str) -> list[str]:
    return re.findall(r'hx-swap-oob="delete:#([\w-]+)"', html)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
class TestWhatShowsItBesideTheLog:
    async def test_it_goes_from_the_pages_that_are_here(self, lounge, alice, bob):
        said = await sync_to_async(lounge.post)(bob, "unsaid")
        async with open_room(lounge, alice) as (page,):
            await sync_to_async(said.react)(alice, "🎉")
            assert removed(await page.until("🎉")) == []
            await sync_to_async(said.retract)()
            assert removed(await page.until("message--retracted")) == parts_of(said)

    async def test_it_goes_from_those_that_were_away(self, lounge, alice, bob):
        said, stays = [await sync_to_async(lounge.post)(bob, body) for body in ("unsaid", "stays")]
        cursor = lounge.clock
        await sync_to_async(said.retract)()
        await sync_to_async(stays.react)(alice, "🎉")
        page = await connect(alice)
        assert removed(await page.hello(f"{lounge.pk}:{cursor}")) == parts_of(said)
        await page.close()

    async def test_it_goes_from_those_that_were_away_for_very_long(self, lounge, alice, bob, monkeypatch):
        monkeypatch.setattr(loader, "PAGE", 3)
        monkeypatch.setattr(settings, "MESSAGES_PER_PAGE", 2)
        said = await sync_to_async(lounge.post)(bob, "unsaid")
        cursor = lounge.clock
        await sync_to_async(said.retract)()
        for number in range(5):
            await sync_to_async(lounge.post)(bob, f"number {number}")
        page = await connect(alice)
        told = await page.hello(f"{lounge.pk}:{cursor}")
        assert "innerHTML:#room" in told
        assert removed(told) == parts_of(said)
        await page.close()

    async def test_a_reminder_that_rang_says_what_now_stands(self, lounge, alice, bob):
        said = await sync_to_async(lounge.post)(bob, "call me")
        rang, waiting = [
            await sync_to_async(Reminder.objects.remind)(alice, said, timezone.now() + timedelta(days=days))
            for days in (0, 1)
        ]
        async with open_room(lounge, alice, bob) as (alices, bobs):
            await sync_to_async(alarm.look)()
            await alices.until("upsert:#reminders")
            await sync_to_async(said.edit)("call us")
            assert "call us" in await alices.until(f"upsert:#reminder-{rang.pk}")
            await sync_to_async(said.retract)()
            told = await alices.until(f"upsert:#reminder-{rang.pk}")
            assert "retracted-label" in told
            assert "call us" not in told
            assert f"reminder-{waiting.pk}" not in told
            await bobs.post(lounge, "bye")
            assert "reminder" not in await bobs.until("bye")


def parts_of(message) -> list[str]:
    return [f"message-{message.pk}-{part}" for part in ("history", "answered", "copied")]
