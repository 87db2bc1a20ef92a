"""How the pages of one room are written to: at once when it is quiet, gathered under load, in slices."""

import asyncio

import pytest

from rooms.delivery.metrics import Metrics
from rooms.delivery.outlet import WINDOW, Outlet
from rooms.delivery.socket import DirectSocket, Session, View, waiting

SLICE = 2


class Clock:
    """The time of the event loop, which passes when it is told to."""

    def __init__(self, now: float):
        self.now = now

    async def passes(self, seconds: float) -> None:
        """Let time pass, and what is due then happen."""
        self.now += seconds
        await turn()


class Wire:
    """A connection. takes: how long it needs for a frame (seconds); holds: bytes that it takes at most."""

    unsent = 0
    takes = 0.0
    holds = 1000

    def __init__(self, clock: Clock):
        self._clock = clock
        self.frames: list[str] = []
        self.queued = b""

    def send(self, data: bytes) -> int:
        if not self.holds:
            raise BlockingIOError
        if self.holds >= len(data):
            self.frames.append(data[2:].decode())
        self._clock.now += self.takes
        return min(self.holds, len(data))

    def write(self, data: bytes) -> int:
        self.queued += data
        return len(self.queued)


class Room:
    """A feed, as far as its views know it."""

    def __init__(self):
        self.outlet = Outlet(Metrics())


async def turn() -> None:
    """Let the loop turn until everything has happened that is due, in slices too."""
    for _n in range(10):
        await asyncio.sleep(0)


@pytest.fixture
async def clock(monkeypatch):
    loop = asyncio.get_running_loop()
    clock = Clock(loop.time())
    monkeypatch.setattr(loop, "time", lambda: clock.now)
    return clock


@pytest.fixture
async def room(clock):
    """An outlet, and the wires of five pages."""
    feed, wires = Room(), [Wire(clock) for _n in range(5)]
    for wire in wires:
        live_view(feed, wire)
    yield feed.outlet, wires
    waiting.clear()


def live_view(feed: Room, wire: Wire) -> View:
    socket = DirectSocket(1, Session("", ""), send=None, close=None, wire=wire)
    view = View(socket, room=1, feed=feed)
    socket.views[1] = view
    view.begin()
    return view


def views_of(outlet: Outlet) -> list[View]:
    return list(outlet._live.values())


def written(wires) -> list[list[str]]:
    return [wire.frames for wire in wires]


async def test_after_a_quiet_spell_pages_are_written_to_at_once(room, clock):
    outlet, wires = room
    outlet.send("a", after=0)
    assert written(wires) == [["a"]] * 5
    await clock.passes(WINDOW)
    outlet.send("b", after=1)
    assert written(wires) == [["a", "b"]] * 5


async def test_what_follows_closely_gathers_and_leaves_as_one(room, clock):
    outlet, wires = room
    for n, html in enumerate("abc"):
        outlet.send(html, after=n)
    await clock.passes(WINDOW * 0.9)
    outlet.send("d", after=3)
    assert written(wires) == [["a"]] * 5
    await clock.passes(WINDOW * 0.2)
    assert written(wires) == [["a", "bcd"]] * 5


async def test_where_sending_takes_long_more_gathers(room, clock):
    """A crowded room uses half of the process at most."""
    outlet, wires = room
    wires[0].takes = 10 * WINDOW
    outlet.send("a", after=0)
    outlet.send("b", after=1)
    await clock.passes(9 * WINDOW)
    assert written(wires) == [["a"]] * 5
    await clock.passes(2 * WINDOW)
    assert written(wires) == [["a", "b"]] * 5


async def test_a_large_room_is_written_to_in_slices(room, monkeypatch):
    monkeypatch.setattr("rooms.delivery.outlet.SLICE", SLICE)
    outlet, wires = room
    outlet.send("a", after=0)
    for turns in (1, 2, 3):
        assert sum(len(wire.frames) for wire in wires) == min(turns * SLICE, len(wires))
        await asyncio.sleep(0)
    assert written(wires) == [["a"]] * 5


async def test_what_is_said_between_two_slices_comes_after_them(room, clock, monkeypatch):
    monkeypatch.setattr("rooms.delivery.outlet.SLICE", SLICE)
    outlet, wires = room
    outlet.send("a", after=0)
    outlet.send("b", after=1)
    await asyncio.sleep(0)
    outlet.send("c", after=2)
    await turn()
    assert written(wires) == [["a"]] * 5
    await clock.passes(2 * WINDOW)
    assert written(wires) == [["a", "bc"]] * 5


async def test_a_page_that_leaves_between_two_slices_gets_no_more(room, monkeypatch):
    monkeypatch.setattr("rooms.delivery.outlet.SLICE", SLICE)
    outlet, wires = room
    outlet.send("a", after=0)
    views_of(outlet)[-1].pause()
    await turn()
    assert written(wires) == [["a"]] * 4 + [[]]


async def test_a_page_that_is_shown_out_between_two_slices_gets_no_more(room, monkeypatch):
    monkeypatch.setattr("rooms.delivery.outlet.SLICE", SLICE)
    outlet, wires = room
    outlet.send("a", after=0)
    views_of(outlet)[-1].socket.gone()
    await turn()
    assert written(wires) == [["a"]] * 4 + [[]]


async def test_what_a_connection_does_not_take_waits_for_it(room):
    outlet, wires = room
    wires[0].holds, wires[1].holds = 0, 2
    outlet.send("a", after=0)
    assert [wire.queued for wire in wires] == [b"\x81\x01a", b"a", b"", b"", b""]
    assert written(wires) == [[], [], ["a"], ["a"], ["a"]]


async def test_nothing_overtakes_what_waits(room, clock, monkeypatch):
    """A connection that fills between two slices is not written to directly in the second."""
    monkeypatch.setattr("rooms.delivery.outlet.SLICE", SLICE)
    outlet, wires = room
    outlet.send("a", after=0)
    waiting.add(wires[4].send)
    await turn()
    assert written(wires) == [["a"]] * 4 + [[]]
    assert wires[4].queued == b"\x81\x01a"


async def test_a_page_that_lags_notes_what_it_had_before_all_that_was_gathered(room, clock):
    outlet, wires = room
    view = views_of(outlet)[0]
    outlet.send("a", after=6)
    view.socket.lagging = True
    waiting.add(wires[0].send)
    outlet.send("b", after=7)
    outlet.send("c", after=8)
    await clock.passes(2 * WINDOW)
    assert not view.live
    assert view.cursor == 7
