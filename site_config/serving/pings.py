from itertools import cycle

from django.conf import settings


class Pings:
    """Looks at every socket once in a period, at a part of them each second."""

    def __init__(self):
        self._parts = [set() for _ in range(settings.PING_PERIOD)]
        self._filling, self._asking = cycle(self._parts), cycle(self._parts)

    def add(self, socket) -> None:
        """Look at this socket from now on: those who come together are looked at one after the other."""
        next(self._filling).add(socket)

    def discard(self, socket) -> None:
        for part in self._parts:
            part.discard(socket)

    def send_some(self) -> None:
        """Do what is due this second."""
        for socket in list(next(self._asking)):
            socket.check_timeouts()
