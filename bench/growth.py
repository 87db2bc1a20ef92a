"""Whether what people do gets slower as rooms and lists grow."""

import http.client
import json
import time
from collections.abc import Callable
from itertools import count
from statistics import median

from websockets.sync.client import connect

from bench.peers import parley
from bench.sizes import Sizes
from bench.table import Table

# What a page lacks that was away for a while, and hellos that one socket may say (it has a limit of frames).
AWAY, HELLOS = 30, 30

NOTE = "(the list beside the page shows the 60 rooms spoken in last)"

COLUMNS = {
    "what": ("median ms", ""),
    "small": ("small", ".2f"),
    "large": ("large", ".2f"),
    "ratio": ("ratio", ".2f"),
}


def run(sizes: Sizes) -> list[Table]:
    with parley.site() as site:
        began = time.monotonic()
        scene = site.arrange("history", sizes.small, sizes.large, sizes.few, sizes.many)
        seeded = time.monotonic() - began
        site.serve()
        visitor = Visitor(site)
        small, large = scene["small"], scene["large"]
        few, many, reader = scene["few"], scene["many"], scene["reader"]
        # Cursors differ each time, so that no answer is given twice.
        steps = count()
        hellos = {
            "away for a while": lambda room: room["clock"] - AWAY - next(steps) % 100,
            "away for ever": lambda room: 1 + next(steps),
        }
        rooms = [_row("room page", sizes, *(visitor.page(room, reader) for room in (small, large)))]
        rooms += [
            _row(f"catch-up, {what}", sizes, *(visitor.hello(room, reader, since) for room in (small, large)))
            for what, since in hellos.items()
        ]
        lists = [
            _row("room page", sizes, visitor.page(small, few), visitor.page(small, many)),
            _row("connect and hello", sizes, visitor.arrival(small, few), visitor.arrival(small, many)),
        ]
    messages = f"Growth: {sizes.small:,d} and {sizes.large:,d} messages in a room"
    return [
        Table(messages, COLUMNS, rooms, [f"(made in {seeded:.0f} s)"]),
        Table(f"Growth: {sizes.few:,d} and {sizes.many:,d} rooms of one person", COLUMNS, lists, [NOTE]),
    ]


def _row(what: str, sizes: Sizes, small: Callable, large: Callable) -> dict:
    """Time two things by turns, each as often the first as the second, so that both meet the same machine."""
    acts, times = (small, large), ([], [])
    for turn in range(sizes.times):
        for which in (0, 1) if turn % 2 else (1, 0):
            times[which].append(_timed(acts[which]))
    a, b = (median(each) * 1000 for each in times)
    return {"what": what, "small": a, "large": b, "ratio": b / a}


def _timed(act: Callable) -> float:
    """Return the seconds that an act took; what it returns is called afterwards, untimed."""
    began = time.perf_counter()
    tidy = act()
    took = time.perf_counter() - began
    if tidy:
        tidy()
    return took


class Visitor:
    """Somebody at the other end of one site. Each method returns a function; each call of it is one visit."""

    def __init__(self, site: parley.Site):
        self._server = site.servers[0]

    def page(self, room: dict, key: str) -> Callable:
        """Load the page of a room by a connection that stays open."""
        line = http.client.HTTPConnection("127.0.0.1", self._server.port)

        def visit() -> None:
            line.request("GET", f"/chat/{room['slug']}/", headers={"Cookie": f"parley={key}"})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, answer.status

        visit()
        return visit

    def hello(self, room: dict, key: str, since: Callable) -> Callable:
        """Say hello with an old cursor, on a socket that showed nothing before."""
        sockets = []

        def visit() -> Callable:
            _hello(sockets[-1], f"{room['pk']}:{since(room)}")
            return tidy

        def tidy() -> None:
            if visits() % HELLOS == 0:
                sockets.pop().close()
                sockets.append(self._socket(key))
            _hello(sockets[-1])

        visits = count(1).__next__
        sockets.append(self._socket(key))
        _hello(sockets[-1])
        return visit

    def arrival(self, room: dict, key: str) -> Callable:
        """Come in: handshake, hello, answer."""

        def visit() -> Callable:
            socket = self._socket(key)
            _hello(socket, f"{room['pk']}:{room['clock']}")
            return socket.close

        return visit

    def _socket(self, key: str):
        return connect(
            f"ws://127.0.0.1:{self._server.port}/ws/chat/",
            origin=self._server.url,
            additional_headers={"Cookie": f"parley={key}"},
            compression=None,
            max_size=None,
            proxy=None,
        )


def _hello(socket, *logs: str) -> None:
    """Say hello and wait for the end of the answer."""
    socket.send(json.dumps({"verb": "hello", "log": logs}))
    while "ready:#page" not in socket.recv(timeout=30):
        pass
