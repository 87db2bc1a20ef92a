"""A page that does not take what it is sent: it costs little, loses nothing, and is given up in time."""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from rooms import delivery
from rooms.consumers import WIRE
from rooms.delivery.socket import waiting
from site_config.asgi import application
from tests.sockets import PATIENCE, connect, message_ids, open_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hub_of_its_own")]

BOUND = 2000
LONG = "long" * 250


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Little may wait for a page, and stragglers are looked at all the time."""
    monkeypatch.setattr("rooms.delivery.socket.MOST_UNSENT", BOUND)
    monkeypatch.setattr("rooms.delivery.stragglers.PERIOD", 0.01)


class Connection:
    """What lies between the application and one page; stalled, it takes nothing.

    The application sends by coroutines, which wait while it is stalled. On a direct one it may also write
    for itself, as under our own server (site_config/serving/wire.py).
    """

    def __init__(self, direct: bool):
        self.direct = direct
        self.aborted = False
        self._flowing = asyncio.Event()
        self._waiting: list[bytes] = []
        self._arrived = None

    async def __call__(self, scope, receive, send):
        self._arrived = send
        if self.direct:
            scope = scope | {"extensions": {WIRE: self}}
        await application(scope, receive, self._send)

    def stall(self) -> None:
        self._flowing.clear()

    def flow(self) -> None:
        self._flowing.set()
        self._draining = asyncio.ensure_future(self._drain())

    async def _drain(self) -> None:
        while self._waiting and self._flowing.is_set():
            await self._arrived({"type": "websocket.send", "text": _text(self._waiting.pop(0))})
        if not self._waiting:
            waiting.discard(self.send)

    async def _send(self, event) -> None:
        await self._flowing.wait()
        await self._arrived(event)

    # As a wire

    def send(self, data: bytes) -> int:
        if not self._flowing.is_set():
            raise BlockingIOError
        self.write(data)
        return len(data)

    def write(self, data: bytes) -> int:
        waiting.add(self.send)
        self._waiting.append(data)
        if self._flowing.is_set():
            self._draining = asyncio.ensure_future(self._drain())
            return 0
        return self.unsent

    @property
    def unsent(self) -> int:
        return sum(map(len, self._waiting))

    def abort(self) -> None:
        self.aborted = True
        self._waiting.clear()


def _text(frame: bytes) -> str:
    """Return what an unmasked frame says (RFC 6455, section 5.2)."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :].decode()


@pytest.fixture(params=["by coroutines", "directly"])
async def connection(request):
    connection = Connection(direct=request.param == "directly")
    connection.flow()
    return connection


async def until(true) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.005)


def socket_of(person):
    (socket,) = delivery.running_hub().people.get(person.pk).sockets
    return socket


def _lags(person) -> bool:
    hub = delivery.running_hub()
    return bool(hub and hub.people.get(person.pk)) and socket_of(person).lagging


async def says(page, room, *bodies: str) -> None:
    """Post, and wait for each echo."""
    for body in bodies:
        await page.post(room, body)
        await page.until(f">{body}")


async def make_lag(alices, room, person) -> None:
    """Say more than may wait for a page that is stalled."""
    await says(alices, room, *(f"{n} {LONG}" for n in range(6)))
    await until(lambda: _lags(person))


async def stored(room) -> list[int]:
    return [pk async for pk in room.messages.order_by("seq").values_list("pk", flat=True)]


async def test_nothing_more_is_queued_for_a_page_that_lags(lounge, alice, bob, connection):
    async with open_room(lounge, alice) as (alices,):
        bobs = await connect(bob, through=connection)
        await bobs.hello(f"{lounge.pk}:0")
        connection.stall()
        await make_lag(alices, lounge, bob)
        waiting = socket_of(bob).unsent
        assert waiting < BOUND + 3 * len(LONG)

        await says(alices, lounge, *(f"more {n} {LONG}" for n in range(6)))

        assert socket_of(bob).unsent == waiting
        assert delivery.running_hub().metrics.lagged == 0
        connection.flow()
        await bobs.close()


async def test_a_page_that_lagged_is_caught_up_once_it_has_drained(lounge, alice, bob, connection):
    async with open_room(lounge, alice) as (alices,):
        bobs = await connect(bob, through=connection)
        seen = await bobs.hello(f"{lounge.pk}:0")
        connection.stall()
        await make_lag(alices, lounge, bob)
        await says(alices, lounge, "the last one of these")

        connection.flow()

        seen += await bobs.until("the last one of these")
        await says(alices, lounge, "live again")
        seen += await bobs.until("live again")
        assert list(dict.fromkeys(message_ids(seen))) == await stored(lounge)
        metrics = delivery.running_hub().metrics
        await until(lambda: not metrics.lagging)
        assert metrics.lagged > metrics.abandoned == 0
        await bobs.close()


async def test_a_page_that_does_not_drain_is_given_up(lounge, alice, bob, connection, monkeypatch):
    async with open_room(lounge, alice) as (alices,):
        bobs = await connect(bob, through=connection)
        await bobs.hello(f"{lounge.pk}:0")
        connection.stall()
        await make_lag(alices, lounge, bob)
        socket = socket_of(bob)

        monkeypatch.setattr("rooms.delivery.stragglers.PATIENCE", 0)

        metrics = delivery.running_hub().metrics
        await until(lambda: metrics.abandoned == 1)
        assert not socket.open
        connection.flow()
        if connection.direct:
            assert connection.aborted
        else:
            assert await bobs.closed_with() == 1013
        await bobs.close()
        await says(alices, lounge, "the others go on")
        assert (metrics.lagged, len(metrics.lagging)) == (0, 0)


async def test_a_page_that_lags_is_given_all_its_time(lounge, alice, bob, connection):
    async with open_room(lounge, alice) as (alices,):
        bobs = await connect(bob, through=connection)
        await bobs.hello(f"{lounge.pk}:0")
        connection.stall()
        await make_lag(alices, lounge, bob)
        stragglers = delivery.running_hub().stragglers
        await until(lambda: socket_of(bob) in stragglers._since)
        assert delivery.running_hub().metrics.abandoned == 0
        assert socket_of(bob).open
        connection.flow()
        await bobs.close()


async def test_a_page_that_leaves_while_it_lags_is_forgotten(lounge, alice, bob, connection):
    async with open_room(lounge, alice) as (alices,):
        bobs = await connect(bob, through=connection)
        await bobs.hello(f"{lounge.pk}:0")
        connection.stall()
        await make_lag(alices, lounge, bob)
        await bobs.close()
        hub = delivery.running_hub()
        await until(lambda: not hub.metrics.lagging)
        assert hub.metrics.abandoned == hub.metrics.lagged == 0
        assert hub.people.get(bob.pk) is None


async def test_a_page_that_lags_from_its_first_catch_up_becomes_ready(lounge, alice, bob, connection):
    """What it lacks alone is more than may wait for it, and nobody says anything after that."""
    said = [await sync_to_async(lounge.post)(alice, f"{n} {LONG}") for n in range(6)]
    bobs = await connect(bob, through=connection)
    connection.stall()
    await bobs.send(verb="hello", log=[f"{lounge.pk}:0"])
    await until(lambda: _lags(bob))
    connection.flow()
    seen = await bobs.until("ready:#page")
    assert list(dict.fromkeys(message_ids(seen))) == [message.pk for message in said]
    await says(bobs, lounge, "here I am")
    await bobs.close()
