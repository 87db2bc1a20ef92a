"""How much of a room one wants to hear."""

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms.models import Membership, Room
from tests.sockets import connect

pytestmark = pytest.mark.django_db


def choose(client, room, involvement, **headers):
    return client.post(
        reverse("involvement", args=[room.slug]), {"involvement": involvement}, headers=headers
    )


def row(client, room, elsewhere) -> str:
    page = client.get(elsewhere.get_absolute_url()).content.decode()
    return page.split(f'id="room-{room.pk}-row"')[1].split("</li>")[0]


@pytest.fixture
def attic(alice, bob):
    room = Room.objects.open_up(alice, "Attic")
    room.admit(bob)
    return room


def test_with_everything_each_message_counts(client, lounge, attic, alice, bob):
    client.force_login(bob)
    lounge.post(alice, "hello")
    lounge.post(alice, "@bob")
    assert '<b class="badge badge--mention">2</b>' in row(client, lounge, attic)


def test_with_mentions_only_mentions_count(client, lounge, attic, alice, bob):
    client.force_login(bob)
    assert choose(client, lounge, "mentions").url == lounge.get_absolute_url()
    lounge.post(alice, "hello")
    assert "badge" not in row(client, lounge, attic)
    lounge.post(alice, "@bob")
    assert '<b class="badge badge--mention">1</b>' in row(client, lounge, attic)


def test_with_nothing_there_is_no_badge(client, lounge, attic, alice, bob):
    client.force_login(bob)
    choose(client, lounge, "nothing")
    lounge.post(alice, "@bob")
    assert "badge" not in row(client, lounge, attic)
    assert "room-row--muted" in row(client, lounge, attic)


def test_a_page_with_scripts_gets_the_choice_as_it_is_now(client, lounge, bob):
    client.force_login(bob)
    answer = choose(client, lounge, "mentions", hx_request="true").content.decode()
    assert 'value="mentions" aria-pressed="true"' in answer
    assert 'value="everything" aria-pressed="false"' in answer


def test_what_there_is_not_is_refused(client, lounge, bob, carol):
    client.force_login(bob)
    assert choose(client, lounge, "loud").status_code == 400
    client.force_login(carol)
    assert choose(client, lounge, "nothing").status_code == 403


def test_a_thread_is_followed_or_not(client, lounge, alice, bob):
    thread = Room.objects.thread_under(lounge.post(alice, "When?"), alice)
    client.force_login(bob)
    choice = {"involvement": Membership.Involvement.NOTHING}
    assert client.post(reverse("involvement", args=[thread.slug]), choice).status_code == 404
    assert lounge.memberships.get(user=bob).involvement == Membership.Involvement.EVERYTHING


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_rows_on_ones_other_pages_follow(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    page, its_row = await connect(bob), f'id="room-{lounge.pk}-row"'
    await page.hello()
    await sync_to_async(lounge.post)(alice, "one")
    assert '<b class="badge">1</b>' in await page.until(its_row)
    membership = await Membership.objects.select_related("room").aget(room=lounge, user=bob)

    await sync_to_async(membership.involve)("nothing")
    muted = await page.until(its_row)
    assert "room-row--muted" in muted
    assert "<b" not in muted

    await sync_to_async(membership.involve)("mentions")
    assert "badge" not in await page.until(its_row)
    await sync_to_async(lounge.post)(alice, "two")
    await sync_to_async(lounge.post)(alice, "@bob three")
    assert '<b class="badge badge--mention">1</b></a>' in await page.until(its_row)

    await sync_to_async(membership.involve)("everything")
    assert '<b class="badge badge--mention">3</b></a>' in await page.until(its_row)
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_who_hears_nothing_is_sent_nothing_but_names(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    await sync_to_async(lounge.post)(alice, "one")
    await Membership.objects.filter(room=lounge, user=bob).aupdate(involvement="nothing")
    page = await connect(bob)
    await page.hello()
    await sync_to_async(lounge.post)(alice, "two")
    assert await page.hears_nothing()
    await sync_to_async(lounge.revise)("Salon", "")
    assert "Salon" in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_page_that_was_away_learns_that_a_room_is_heard_again(lounge, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    page = await connect(bob)
    await page.send(verb="hello", log=[], unread=[f"{lounge.pk}:0"])  # as a muted row says
    assert "room-row--muted" not in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()
