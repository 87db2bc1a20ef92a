"""Taking back what was said."""

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms.models import Room
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
