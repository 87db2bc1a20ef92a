"""The connection of one socket, written to without a queue between."""

import socket

from twisted.internet.tcp import Connection

from rooms.delivery.socket import waiting

# Where the server puts it into the scope of a socket.
EXTENSION = "parley.wire"

# Milliseconds after which a connection ends whose other side acknowledges nothing (Linux; RFC 5482).
PATIENCE = 45_000


class Wire:
    """Writes whole encoded frames to one connection.

    While nothing waits for the connection, a write is one system call; else the bytes join those that wait,
    so that frames never overtake each other.

    send: takes bytes at once (socket.send), to be called only while it is not among those that are `waiting`.
    """

    __slots__ = ("_transport", "send")

    def __init__(self, transport):
        self._transport = transport
        self.send = transport.getHandle().send

    @classmethod
    def of(cls, protocol) -> "Wire | None":
        """Return the wire of a connection that is not encrypted here, None for any other."""
        transport = protocol.transport
        return cls(transport) if isinstance(transport, Connection) and not transport.TLS else None

    def give_up_in_time(self) -> None:
        """Let the system end the connection when the other side has vanished without a word."""
        handle = self._transport.getHandle()
        if hasattr(socket, "TCP_USER_TIMEOUT") and handle.family != socket.AF_UNIX:
            handle.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, PATIENCE)

    def write(self, data: bytes) -> int:
        """Send as much as the connection takes now; return how many bytes wait."""
        if self.send in waiting:
            self._transport.write(data)
            return self.unsent
        try:
            sent = self.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            return 0  # the reactor notices the loss by itself and ends the connection
        if sent < len(data):
            self._transport.write(data[sent:])
            return self.unsent
        return 0

    @property
    def unsent(self) -> int:
        transport = self._transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen

    def abort(self) -> None:
        """Drop the connection with all that waits."""
        self._transport.abortConnection()


def announcing(transport: type) -> type:
    """Return a kind of connection (a Twisted transport) that says while it is waiting to be written to."""

    class Announcing(transport):
        def startWriting(self):
            waiting.add(self.socket.send)
            super().startWriting()

        def stopWriting(self):
            waiting.discard(self.socket.send)
            super().stopWriting()

    return Announcing
