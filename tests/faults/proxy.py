"""The network between pages and servers: spreads connections, and can be bad in several ways."""

import asyncio
import contextlib
import itertools
import json
import random
import socket
from collections import deque

from tests.faults.frames import Eavesdropper

CHUNK = 65536
# As over Ethernet, with little room on the way: a page that does not read is felt by the server soon, where
# loopback with its large segments would swallow megabytes.
SEGMENT = 1400
BUFFER = 32 * 1024

# Posts of a page that are remembered as not answered yet.
MOST_UNANSWERED = 50


class Line:
    """One connection between a page and a server.

    delay: seconds that everything takes longer; loses_acks: it breaks in the moment in which the server
    acknowledges a post, so that the page never hears of it.
    """

    def __init__(self, number: int, page_port: int, server_port: int):
        self.number = number
        self.page_port = page_port
        self.server_port = server_port
        self.delay = 0.0
        self.loses_acks = False
        self.ends: list[asyncio.StreamWriter] = []
        self._carries = asyncio.Event()
        self._carries.set()
        self._page = Eavesdropper()
        self._unanswered: deque[bytes] = deque(maxlen=MOST_UNANSWERED)
        self.is_socket = False
        self.lost_acks = 0

    def black_hole(self) -> None:
        """Carry nothing, and say nothing of it: both ends take the connection for sound."""
        self._carries.clear()

    def carry_on(self) -> None:
        """Carry again, first what was sent meanwhile."""
        self._carries.set()
        self.delay = 0.0
        self.loses_acks = False

    def drop(self) -> None:
        for end in self.ends:
            # One that has closed by itself has no loop any more that could abort it.
            with contextlib.suppress(AttributeError):
                end.transport.abort()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, look) -> None:
        """Carry one way until either end hangs up; `look(some)` says whether the line breaks instead."""
        with contextlib.suppress(OSError):
            while some := await reader.read(CHUNK):
                if self.delay:
                    await asyncio.sleep(self.delay)
                await self._carries.wait()
                if look(some):
                    return self.drop()
                writer.write(some)
                await writer.drain()
        await self._carries.wait()
        with contextlib.suppress(OSError):
            writer.close()

    def hear_page(self, some: bytes) -> bool:
        if not self.is_socket:
            self.is_socket = some.startswith(b"GET /ws/")
            if not self.is_socket:
                return False
        for text in self._page.texts(some):
            frame = json.loads(text)
            if frame.get("verb") == "post":
                self._unanswered.append(b'data-nonce="%b"' % frame["nonce"].encode())
        return False

    def hear_server(self, some: bytes) -> bool:
        if not self.loses_acks or not any(answer in some for answer in self._unanswered):
            return False
        self.lost_acks += 1
        return True


class Proxy:
    """One address in front of all servers. A new connection goes to any of them that answers.

    refuses: whether it takes no connections; spoil: called with each new line, to make it a bad one.
    """

    def __init__(self, server_ports: list[int], chance: random.Random):
        self.server_ports = server_ports
        self.lines: set[Line] = set()
        self.refuses = False
        self.spoil = None
        self.lost_acks = 0
        self._chance = chance
        self._numbers = itertools.count(1)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sockets(self) -> list[Line]:
        """The lines that carry WebSockets, the oldest first."""
        return sorted((line for line in self.lines if line.is_socket), key=lambda line: line.number)

    async def open(self) -> None:
        self._door = await asyncio.start_server(self._let_in, "127.0.0.1", limit=CHUNK)
        self.port = self._door.sockets[0].getsockname()[1]

    async def close(self) -> None:
        self._door.close()
        for line in list(self.lines):
            line.carry_on()
            line.drop()
        await self._door.wait_closed()

    async def _let_in(self, from_page: asyncio.StreamReader, to_page: asyncio.StreamWriter) -> None:
        if self.refuses:
            return to_page.transport.abort()
        to_page.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        to_page.transport.set_write_buffer_limits(BUFFER)
        for port in self._chance.sample(self.server_ports, len(self.server_ports)):
            with contextlib.suppress(OSError):
                return await self._join(port, from_page, to_page)
        to_page.transport.abort()

    async def _join(self, port: int, from_page, to_page) -> None:
        from_server, to_server = await asyncio.open_connection(sock=await _connected(port), limit=CHUNK)
        line = Line(next(self._numbers), to_page.get_extra_info("peername")[1], port)
        line.ends = [to_page, to_server]
        if self.spoil:
            self.spoil(line)
        self.lines.add(line)
        try:
            await asyncio.gather(
                line.carry(from_page, to_server, line.hear_page),
                line.carry(from_server, to_page, line.hear_server),
            )
        finally:
            line.drop()
            self.lines.discard(line)
            self.lost_acks += line.lost_acks


async def _connected(port: int) -> socket.socket:
    way = socket.socket()
    way.setblocking(False)
    way.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    way.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
    way.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        await asyncio.get_running_loop().sock_connect(way, ("127.0.0.1", port))
    except OSError:
        way.close()
        raise
    return way
