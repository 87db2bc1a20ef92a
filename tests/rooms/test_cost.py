"""What the hot paths may cost: queries of a page and of a delivery, renders of a change."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rooms import delivery, fragments
from rooms.models import Room
from rooms.scenes import set_scene
from tests.conftest import person
from tests.sockets import connect, open_room


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.django_db
def test_a_room_page_costs_few_queries_whatever_there_is(client, alice, bob):
    small = Room.objects.open_up(alice, "Small")
    client.force_login(alice)
    queries_of(client, small.get_absolute_url())  # warms what is cached for everybody
    at_first = queries_of(client, small.get_absolute_url())

    crowd = [person(f"p{n}") for n in range(30)]
    for n in range(20):
        Room.objects.open_up(alice, f"Room {n}")
    for one in crowd:
        small.admit(one)
        Room.objects.direct_between(alice, one).post(one, "hello")
    for n in range(120):
        small.post(alice, f"number {n}")
    later = queries_of(client, small.get_absolute_url())

    assert later <= 10
    assert at_first <= later <= at_first + 2


@pytest.mark.django_db
def test_much_that_is_unread_and_mentions_one_costs_few_queries_too(client, lounge, alice, bob):
    for n in range(20):
        room = Room.objects.open_up(alice, f"Room {n}")
        room.admit(bob)
        room.post(alice, "@bob")
    for _n in range(120):
        lounge.post(alice, "@room")
    client.force_login(bob)
    queries_of(client, lounge.get_absolute_url())  # warms what is cached for everybody
    assert queries_of(client, lounge.get_absolute_url()) <= 12
    assert queries_of(client, reverse("mentions")) <= 10


@pytest.mark.django_db
def test_fifty_messages_with_all_that_one_can_do_to_them_cost_few_queries(client):
    scene = set_scene("rich-messages")
    client.force_login(scene.people["ines"])
    room = scene.room_called("Quay")
    queries_of(client, room.get_absolute_url())  # warms what is cached for everybody
    assert queries_of(client, room.get_absolute_url()) <= 12
    page = client.get(room.get_absolute_url()).content.decode()
    assert page.count('class="message ') + page.count('class="message"') == 50
    for part in (
        "poll__choice",
        "reaction",
        "quote",
        "thread",
        "<table>",
        '<span class="k">',
        "message__edited",
    ):
        assert page.count(part) > 3, part


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_message_is_rendered_once_and_delivered_without_a_query(
    lounge, alice, bob, monkeypatch, settings
):
    settings.SAFETY_NET_PERIOD = 60
    rendered, queries = [], []
    render, execute = fragments._render, CursorWrapper.execute

    def spy(cursor, sql, params=None):
        queries.append(sql)
        return execute(cursor, sql, params)

    async with open_room(lounge, alice, bob, alice, bob, bob) as pages:
        await pages[0].post(lounge, "warm")
        for page in pages:
            await page.until("warm")
        monkeypatch.setattr(
            fragments, "_render", lambda name, **kw: rendered.append(name) or render(name, **kw)
        )
        monkeypatch.setattr(CursorWrapper, "execute", spy)
        await sync_to_async(lounge.post)(bob, "hello")
        posting = len(of_messages(queries))
        for page in pages:
            await page.until("hello")

    assert posting > 0
    assert len(of_messages(queries)) == posting
    assert rendered.count("message") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_comparing_who_is_here_costs_few_queries_however_many_rooms_are_shown(
    alice, monkeypatch, settings
):
    settings.SAFETY_NET_PERIOD = settings.PRESENCE_BEAT = 60
    rooms = [await sync_to_async(Room.objects.open_up)(alice, f"Room {n}") for n in range(8)]
    page = await connect(alice)
    seen = await page.hello(*(f"{room.pk}:0" for room in rooms))
    while not all(f"room-{room.pk}-person-{alice.pk}" in seen for room in rooms):
        seen += await page.until("list:#")

    queries = []
    execute = CursorWrapper.execute
    monkeypatch.setattr(
        CursorWrapper,
        "execute",
        lambda cursor, sql, params=None: queries.append(sql) or execute(cursor, sql, params),
    )
    await delivery.running_hub().presence.compare()
    # One of its own, and perhaps one of the arrivals' still under way.
    assert 1 <= len([sql for sql in queries if "rooms_presence" in sql]) <= 2
    await page.close()


def of_messages(queries: list[str]) -> list[str]:
    """Leave out the heartbeat and who is here: they go on whether anybody speaks or not."""
    return [sql for sql in queries if "rooms_presence" not in sql and "rooms_server" not in sql]
