"""Messages that members keep in view for the whole room."""

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms.models import Pin, Room
from rooms.models.pin import MOST, TooManyPins
from tests.sockets import connect, message_ids, open_room

pytestmark = pytest.mark.django_db


def press(client, verb: str, message, data=None, **headers):
    return client.post(reverse(verb, args=[message.room.slug, message.pk]), data, headers=headers)


def offered(client, message) -> str:
    return client.get(reverse("actions", args=[message.room.slug, message.pk])).content.decode()


def pinned_in(client, room) -> str:
    return client.get(reverse("pins", args=[room.slug])).content.decode()


def test_a_member_pins_what_anybody_said_and_takes_the_pin_off(client, lounge, alice, bob):
    said = lounge.post(alice, "The keys hang *behind* the door")
    client.force_login(bob)
    assert "Unpin" not in offered(client, said)
    place = press(client, "pin", said).url
    assert "message__pin" in client.get(place).content.decode()
    listed = pinned_in(client, lounge)
    assert "<em>behind</em>" in listed
    assert "Pinned by <bdi>Bob</bdi>" in listed
    assert "Pin to the room" not in offered(client, said)
    assert press(client, "unpin", said, {"list": ""}).url == reverse("pins", args=["lounge"])
    assert "Nothing is pinned here" in pinned_in(client, lounge)
    assert "message__pin" not in client.get(place).content.decode()


def test_the_head_of_a_room_counts_its_pins(client, lounge, alice, bob):
    one, two = lounge.post(alice, "one"), lounge.post(alice, "two")
    for said in (one, two, two):
        said.pin(bob)
    lounge.refresh_from_db()
    assert lounge.pins == Pin.objects.count() == 2
    one.unpin()
    one.unpin()
    lounge.refresh_from_db()
    assert lounge.pins == Pin.objects.count() == 1


def test_a_retracted_message_loses_its_pin(lounge, alice, bob):
    said = lounge.post(alice, "oh")
    said.pin(bob)
    said.retract()
    lounge.refresh_from_db()
    assert (lounge.pins, Pin.objects.count(), said.is_pinned) == (0, 0, False)
    said.pin(bob)
    assert not Pin.objects.exists()


def test_a_room_has_so_many_pins_at_most(client, lounge, alice, bob):
    for n in range(MOST):
        lounge.post(alice, f"number {n}").pin(alice)
    more = lounge.post(alice, "one more")
    with pytest.raises(TooManyPins):
        more.pin(bob)
    client.force_login(bob)
    answer = press(client, "pin", more, hx_request="true").content.decode()
    assert "50 pins at most" in answer
    assert "50 pins at most" in client.get(press(client, "pin", more).url).content.decode()
    more.refresh_from_db()
    assert (more.is_pinned, Pin.objects.count()) == (False, MOST)


def test_who_only_looks_in_pins_nothing_but_sees_what_is_pinned(client, lounge, alice, carol):
    said = lounge.post(alice, "open to all")
    said.pin(alice)
    client.force_login(carol)
    assert press(client, "unpin", said).status_code == 403
    listed = pinned_in(client, lounge)
    assert "open to all" in listed
    assert "Unpin" not in listed


def test_an_outsider_of_a_closed_room_finds_nothing(client, cellar, bob, carol):
    said = cellar.post(bob, "hidden")
    client.force_login(carol)
    assert press(client, "pin", said).status_code == 404
    assert client.get(reverse("pins", args=["cellar"])).status_code == 404


def test_nothing_is_pinned_in_an_archived_room(client, lounge, bob):
    said = lounge.post(bob, "over")
    lounge.archive()
    client.force_login(bob)
    assert "Pin to the room" not in offered(client, said)
    assert press(client, "pin", said).status_code == 403


def test_two_people_pin_in_their_conversation(client, alice, bob):
    room = Room.objects.direct_between(alice, bob)
    said = room.post(bob, "our address")
    client.force_login(alice)
    press(client, "pin", said)
    assert "our address" in pinned_in(client, room)
    assert f'<a id="room-{room.pk}-pins" class="room__pins"' in client.get("/direct/bob/").content.decode()


def test_the_list_costs_the_same_however_much_is_pinned(client, lounge, alice, django_assert_max_num_queries):
    for n in range(20):
        lounge.post(alice, f"number {n}").pin(alice)
    client.force_login(alice)
    pinned_in(client, lounge)  # warms what is cached for everybody
    with django_assert_max_num_queries(7):
        pinned_in(client, lounge)


def test_a_thread_has_pins_of_its_own(client, lounge, alice, bob):
    thread = Room.objects.thread_under(lounge.post(alice, "When does it leave?"), alice)
    said = thread.post(alice, "at seven")
    client.force_login(bob)
    assert "Pin to the room" in offered(client, said)
    press(client, "pin", said)
    page = client.get(thread.get_absolute_url()).content.decode()
    assert f'href="{reverse("pins", args=[thread.slug])}" aria-describedby="pins-label">1</a>' in page
    shown = pinned_in(client, thread)
    assert "at seven" in shown
    assert f'<a href="{thread.get_absolute_url()}">Back to the conversation</a>' in shown
    lounge.refresh_from_db()
    assert lounge.pins == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_it_shows_on_every_page_and_on_those_that_were_away(lounge, alice, bob):
    said = await sync_to_async(lounge.post)(bob, "keep this")
    cursor = lounge.clock
    async with open_room(lounge, alice) as (page,):
        await sync_to_async(said.pin)(bob)
        seen = await page.until("message__pin")
        assert message_ids(seen) == [said.pk]
        assert f'id="room-{lounge.pk}-pins"' in seen
    back = await connect(bob)
    missed = await back.hello(f"{lounge.pk}:{cursor}")
    assert "message__pin" in missed
    assert f'id="room-{lounge.pk}-pins"' in missed
    await back.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_conversation_of_two_counts_its_pins_and_keeps_its_name(alice, bob):
    room = await sync_to_async(Room.objects.direct_between)(alice, bob)
    said = await sync_to_async(room.post)(bob, "keep this")
    cursor = room.clock
    async with open_room(room, alice) as (page,):
        await sync_to_async(said.pin)(bob)
        seen = await page.until("message__pin")
        assert f'id="room-{room.pk}-pins"' in seen
        assert f"innerHTML:#room-{room.pk}-name" not in seen
    back = await connect(bob)
    assert f'id="room-{room.pk}-pins"' in await back.hello(f"{room.pk}:{cursor}")
    await back.close()
