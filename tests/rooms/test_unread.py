"""The line where one left off, and taking messages for unread again."""

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms import delivery
from rooms.models import Membership, Room
from tests.sockets import connect

pytestmark = pytest.mark.django_db


def shown(client, room, query: str = "") -> str:
    return client.get(room.get_absolute_url() + query).content.decode()


def mark(client, message, **headers):
    return client.post(reverse("unread", args=[message.room.slug, message.pk]), headers=headers)


def number_read(room, user) -> int:
    return Membership.objects.get(room=room, user=user).read_number


def test_the_line_stands_above_the_first_unread_message(client, lounge, alice, bob):
    lounge.post(bob, "mine")
    lounge.post(alice, "new to bob")
    client.force_login(bob)
    page = shown(client, lounge)
    assert page.index("mine</p>") < page.index(f'id="room-{lounge.pk}-unread"') < page.index("new to bob")
    assert f'data-read="{lounge.messages.get(number=2).seq - 1}"' in page


def test_there_is_no_line_where_all_is_read_or_one_only_looks_in(client, lounge, alice, carol):
    lounge.post(alice, "hello")
    for reader in (alice, carol):
        client.force_login(reader)
        page = shown(client, lounge)
        assert "-unread" not in page.replace("data-unread", "")
        assert f'data-read="{lounge.clock}"' in page


def test_with_much_unread_the_room_opens_around_the_first(client, lounge, alice, bob, settings):
    settings.MESSAGES_PER_PAGE = 10
    for n in range(40):
        lounge.post(alice, f"no {n:02}")
    Membership.objects.filter(room=lounge, user=bob).update(read_number=12)
    client.force_login(bob)
    page = shown(client, lounge)
    assert "no 08" in page
    assert page.index("no 11") < page.index(f'id="room-{lounge.pk}-unread"') < page.index("no 12")
    assert "no 18" not in page
    assert '?newest">Newest messages <b class="badge">28</b>' in page


def test_the_way_to_the_newest_leads_past_what_is_unread(client, lounge, alice, bob, settings):
    settings.MESSAGES_PER_PAGE = 10
    for n in range(40):
        lounge.post(alice, f"no {n:02}")
    client.force_login(bob)
    page = shown(client, lounge, "?newest")
    assert "no 39" in page
    assert f'id="room-{lounge.pk}-unread"' not in page


def test_a_conversation_of_two_opens_where_one_left_off_too(client, alice, bob, settings):
    settings.MESSAGES_PER_PAGE = 10
    room = Room.objects.direct_between(alice, bob)
    for n in range(40):
        room.post(alice, f"no {n:02}")
    client.force_login(bob)
    page = client.get(reverse("direct", args=["alice"])).content.decode()
    assert f'id="room-{room.pk}-unread"' in page
    newest = client.get(f"{room.get_absolute_url()}?newest", follow=True).content.decode()
    assert "no 39" in newest


def test_a_message_and_all_after_it_are_unread_again(client, lounge, alice, bob):
    said = [lounge.post(alice, f"no {n}") for n in range(3)]
    lounge.post(bob, "all read")
    client.force_login(bob)
    assert mark(client, said[1]).url == reverse("rooms")
    assert number_read(lounge, bob) == 1
    page = shown(client, lounge)
    assert page.index("no 0") < page.index(f'id="room-{lounge.pk}-unread"') < page.index("no 1")


def test_the_page_that_shows_the_room_is_sent_away(client, lounge, bob):
    said = lounge.post(bob, "mine")
    client.force_login(bob)
    assert mark(client, said, hx_request="true").headers["HX-Redirect"] == reverse("rooms")


def test_a_page_with_the_conversation_in_a_panel_loses_only_the_panel(client, lounge, alice, bob):
    said = Room.objects.direct_between(alice, bob).post(alice, "psst")
    client.force_login(bob)
    beside = {"hx_request": "true", "hx_current_url": f"http://testserver{lounge.get_absolute_url()}"}
    assert mark(client, said, **beside).headers["HX-Refresh"] == "true"
    alone = beside | {"hx_current_url": f"http://testserver{reverse('direct', args=['alice'])}"}
    assert mark(client, said, **alone).headers["HX-Redirect"] == reverse("rooms")


def test_a_message_of_a_thread_is_unread_again_for_who_follows_it_then(client, lounge, alice, bob):
    thread = Room.objects.thread_under(lounge.post(alice, "When?"), alice)
    said = [thread.post(alice, f"no {n}") for n in range(3)]
    lounge.post(bob, "all read")
    client.force_login(bob)
    beside = {"hx_request": "true", "hx_current_url": f"http://testserver{lounge.get_absolute_url()}"}
    assert mark(client, said[1], **beside).headers["HX-Refresh"] == "true"
    alone = beside | {"hx_current_url": f"http://testserver{thread.get_absolute_url()}"}
    assert mark(client, said[1], **alone).headers["HX-Redirect"] == reverse("rooms")
    assert (number_read(thread, bob), number_read(lounge, bob)) == (1, 2)
    page = shown(client, thread)
    assert page.index("no 0") < page.index(f'id="room-{thread.pk}-unread"') < page.index("no 1")


def test_a_thread_opens_where_one_left_off_whatever_is_unread_in_its_home(
    client, lounge, alice, bob, settings
):
    settings.MESSAGES_PER_PAGE = 10
    thread = Room.objects.thread_under(lounge.post(alice, "When?"), alice)
    for n in range(40):
        lounge.post(alice, f"elsewhere {n}")
        thread.post(alice, f"no {n:02}")
    client.force_login(bob)
    page = shown(client, thread)
    assert "no 39" in page
    assert f'id="room-{thread.pk}-unread"' not in page
    thread.follow(bob)
    Membership.objects.filter(room=thread, user=bob).update(read_number=12)
    page = shown(client, thread)
    assert page.index("no 11") < page.index(f'id="room-{thread.pk}-unread"') < page.index("no 12")
    assert '?newest">Newest messages <b class="badge">28</b>' in page


def test_who_only_looks_in_has_nothing_to_mark(client, lounge, alice, carol):
    said = lounge.post(alice, "hello")
    client.force_login(carol)
    assert mark(client, said).status_code == 403
    page = client.get(reverse("actions", args=[lounge.slug, said.pk])).content.decode()
    assert "Mark as unread" not in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_ones_other_pages_show_it_as_unread_again(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    said = await sync_to_async(lounge.post)(alice, "@bob")
    await sync_to_async(lounge.post)(bob, "all read")
    page = await connect(bob)
    await page.hello()
    membership = await Membership.objects.select_related("room").aget(room=lounge, user=bob)
    await sync_to_async(membership.unread_from)(said)
    seen = await page.until(f'id="room-{lounge.pk}-row"')
    assert '<b class="badge badge--mention">2</b></a>' in seen
    await sync_to_async(membership.read_through)(lounge.clock)
    assert "badge" not in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_without_any_bell_the_safety_net_finds_where_one_was_let_in(cellar, carol, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    page = await connect(carol)
    await page.hello()
    await Membership.objects.acreate(room=cellar, user=carol)
    await delivery.running_hub().safety_net.look(thoroughly=True)
    assert "Cellar" in await page.until(f'id="room-{cellar.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_without_any_bell_the_safety_net_finds_it_unread_again(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    await sync_to_async(lounge.post)(bob, "all read")
    page = await connect(bob)
    await page.hello()
    await Membership.objects.filter(room=lounge, user=bob).aupdate(read_number=0)
    await delivery.running_hub().safety_net.look(thoroughly=True)
    assert '<b class="badge">1</b>' in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()
