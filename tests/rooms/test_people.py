"""Rights and names that end while a page is open end on that page too."""

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import get_user_model
from django.db.backends.utils import CursorWrapper

from rooms import delivery
from rooms.delivery import events
from rooms.models import Mention, Room
from tests.sockets import open_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hub_of_its_own")]


@pytest.fixture
def moderator(bob):
    bob.change_role("moderator")
    return bob


@sync_to_async
def change(person, **fields):
    """Change somebody as another process would, which holds an object of its own."""
    person = get_user_model().objects.get(pk=person.pk)
    for field, value in fields.items():
        setattr(person, field, value)
    person.save()


@sync_to_async
def demote(person):
    get_user_model().objects.get(pk=person.pk).change_role("member")


async def test_who_keeps_order_no_more_does_so_on_no_open_page(lounge, alice, moderator):
    async with open_room(lounge, moderator, moderator) as pages:
        await demote(moderator)
        for n, page in enumerate(pages):
            await page.post(lounge, "/topic hijacked", nonce=f"topic-{n}-abc")
            await page.until("Only who looks after a room")
            await page.post(lounge, "@room wake up", nonce=f"call-{n}-abc")
            await page.until("wake up")
    assert not await Mention.objects.filter(user=None).aexists()
    assert (await Room.objects.aget(pk=lounge.pk)).topic == ""


async def test_who_is_made_a_moderator_is_one_on_every_open_page(lounge, bob):
    async with open_room(lounge, bob) as (page,):
        await sync_to_async(bob.change_role)("moderator")
        await page.post(lounge, "/topic Ferries", nonce="abcdefgh")
        await page.until("The topic is changed.")


async def test_what_one_says_bears_ones_new_name_from_every_page(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await change(bob, display_name="Robert")
        await bobs.post(lounge, "hello")
        assert "Robert" in await alices.until("hello</p>")
        await bobs.send(verb="typing", room=lounge.pk)
        assert "Robert" in await alices.until(f"typist-{bob.pk}")


async def test_a_bell_of_another_process_tells_of_a_change(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await get_user_model().objects.filter(pk=bob.pk).aupdate(display_name="Robert")
        layer = delivery.running_hub().bells.layer
        for event in (events.PersonChanged(bob.pk), events.PersonTold(bob.pk, "the bell was heard")):
            await layer.group_send(event.group, events.to_wire(event, "another process"))
        await bobs.until("the bell was heard")
        await bobs.post(lounge, "hello")
        assert "Robert" in await alices.until("hello</p>")


async def test_a_change_of_which_no_bell_told_is_found_by_the_safety_net(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await get_user_model().objects.filter(pk=bob.pk).aupdate(display_name="Robert")
        await delivery.running_hub().safety_net.look(thoroughly=True)
        await bobs.post(lounge, "hello")
        assert "Robert" in await alices.until("hello</p>")


async def test_who_was_shut_out_by_a_change_is_shown_out_by_the_next_frame(lounge, bob):
    async with open_room(lounge, bob) as (page,):
        await change(bob, is_active=False)
        await page.post(lounge, "still here?")
        assert await page.closed_with() == delivery.socket.SIGNED_OUT


async def test_who_changed_is_read_once_and_not_with_every_frame(lounge, bob, monkeypatch):
    queries, execute = [], CursorWrapper.execute
    async with open_room(lounge, bob) as (page,):
        await change(bob, display_name="Robert")
        monkeypatch.setattr(
            CursorWrapper,
            "execute",
            lambda cursor, sql, params=None: queries.append(sql) or execute(cursor, sql, params),
        )
        for _n in range(3):
            await page.send(verb="typing", room=lounge.pk)
            await page.until(f"typist-{bob.pk}")
    assert len([sql for sql in queries if 'FROM "accounts_user"' in sql]) == 1


def test_signing_in_is_no_news(bob, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as told:
        bob.save(update_fields=["last_login"])
    assert not told
