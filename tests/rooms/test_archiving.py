"""What open pages hear of a room that is archived, and of one that is restored."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooms import delivery
from rooms.delivery import events
from rooms.models import Membership, Room
from tests.conftest import person
from tests.sockets import connect, open_room

pytestmark = pytest.mark.django_db(transaction=True)
ONE = '<span id="mentions-count"><b class="badge badge--mention">1</b>'
NONE = '<span id="mentions-count"></span>'


@pytest.fixture
def hub(hub_of_its_own, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    return delivery.running_hub


@pytest.fixture
def attic(alice, bob):
    room = Room.objects.open_up(alice, "Attic")
    room.admit(bob)
    return room


@sync_to_async
def archive_elsewhere(*rooms, at=None):
    """Archive rooms, or restore them, as a process would whose bell nobody heard."""
    Room.objects.filter(pk__in=[room.pk for room in rooms]).update(archived_at=at)


async def test_what_mentions_one_in_an_archived_room_is_not_counted(hub, lounge, attic, alice, bob):
    await sync_to_async(lounge.post)(alice, "@bob")
    await sync_to_async(lounge.archive)()
    await sync_to_async(attic.post)(alice, "@bob")
    page = await connect(bob)
    await page.hello()
    assert ONE in await page.until("mentions-count")
    assert hub().people.get(bob.pk).mentions == {attic.pk: {1}}
    await page.close()


async def test_archiving_and_restoring_count_mentions_anew_on_open_pages(hub, lounge, alice, bob):
    await sync_to_async(lounge.post)(alice, "@bob")
    page = await connect(bob)
    await page.hello()
    await page.until(ONE)
    await sync_to_async(lounge.archive)()
    assert f"delete:#room-{lounge.pk}-row" in await page.until(NONE)
    await sync_to_async(lounge.restore)()
    row = await page.until(ONE)
    assert "Lounge" in row[row.index(f'id="room-{lounge.pk}-row"') :]
    await page.close()


async def test_a_thread_comes_back_with_its_room(hub, lounge, alice, bob):
    said = await sync_to_async(lounge.post)(alice, "Which ferry?")
    thread = await sync_to_async(Room.objects.thread_under)(said, alice)
    page = await connect(alice)
    await page.hello()
    await sync_to_async(lounge.archive)()
    await page.until(f"delete:#room-{thread.pk}-row")
    await sync_to_async(lounge.restore)()
    await page.until(f'id="room-{lounge.pk}-row"')
    await sync_to_async(thread.post)(bob, "at seven")
    row = await page.until(f'id="room-{thread.pk}-row"')
    assert "Which ferry?" in row
    await page.close()


async def test_the_bell_of_another_process_brings_a_room_back(hub, lounge, bob):
    await archive_elsewhere(lounge, at=timezone.now())
    page = await connect(bob)
    await page.hello()
    await archive_elsewhere(lounge)
    label = {events.EVERYONE: ["Lounge", "/chat/lounge/", "open"]}
    bell = events.RoomsRestored([(lounge.pk, label)])
    await hub().bells.layer.group_send(bell.group, events.to_wire(bell, "another process"))
    assert "Lounge" in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


async def test_without_any_bell_the_safety_net_sees_to_it_and_whoever_reads_goes_on_reading(
    hub, cellar, alice, bob
):
    async with open_room(cellar, alice, bob) as (alices, bobs):
        await archive_elsewhere(cellar, at=timezone.now())
        for _twice in range(2):
            await hub().safety_net.look(thoroughly=True)
        await bobs.until(f"delete:#room-{cellar.pk}-row")
        assert cellar.pk not in hub().people.get(bob.pk).read
        await Membership.objects.filter(room=cellar, user=bob).adelete()
        await hub().safety_net.look(thoroughly=True)
        assert await bobs.closed_with() == delivery.socket.NOT_A_MEMBER
        await archive_elsewhere(cellar)
        await hub().safety_net.look(thoroughly=True)
        assert "Cellar" in await alices.until(f'id="room-{cellar.pk}-row"')
        await alices.post(cellar, "it lives")
        await alices.until("it lives")


@pytest.mark.parametrize("change", [Room.archive, Room.restore])
def test_it_is_one_event_and_as_many_queries_however_many_belong_to_it(lounge, alice, monkeypatch, change):
    thread = Room.objects.thread_under(lounge.post(alice, "Which ferry?"), alice)
    told, costs = [], []
    monkeypatch.setattr("rooms.delivery.publish", told.append)
    for size in (2, 40):
        newcomers = [person(f"p{size}-{n}") for n in range(size)]
        for room in (lounge, thread):
            Membership.objects.bulk_create(Membership(room=room, user=user) for user in newcomers)
        told.clear()
        with CaptureQueriesContext(connection) as queries:
            change(lounge)
        costs.append((len(queries), [type(event).__name__ for event in told]))
    assert costs[0] == costs[1]
    assert len(told) == 2  # of the heading, and of the lists
