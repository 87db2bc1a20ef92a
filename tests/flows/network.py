"""A line between a browser and the site that can be cut, or go dead without a sign."""

import contextlib
import socket
import threading


class Network:
    """Carries bytes both ways between a port of its own and the server's, until it is cut."""

    def __init__(self, server_port: int):
        self._server_port = server_port
        self._claim = socket.socket()
        self._claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._claim.bind(("127.0.0.1", 0))
        self.port = self._claim.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._guarded = threading.Lock()
        self._lines: set[socket.socket] = set()
        self._dead: set[socket.socket] = set()
        self._door: socket.socket | None = None
        self.mend()

    def mend(self) -> None:
        """Carry from now on."""
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", self.port))
        door.listen(64)
        self._door = door
        threading.Thread(target=self._let_in, args=(door,), daemon=True).start()

    def cut(self) -> None:
        """Drop every connection, and refuse new ones."""
        with self._guarded:
            door, self._door = self._door, None
            lines, self._lines = self._lines, set()
        for end in [door, *lines]:
            if end:
                _hang_up(end)

    def go_dead(self) -> None:
        """Lose from now on what the open connections carry, and tell neither end. New ones work."""
        with self._guarded:
            self._dead |= self._lines

    def close(self) -> None:
        self.cut()
        self._claim.close()

    def _let_in(self, door: socket.socket) -> None:
        while True:
            try:
                browser, _address = door.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                browser.close()
                continue
            with self._guarded:
                is_open = self._door is door
                if is_open:
                    self._lines |= {browser, server}
            if not is_open:
                _hang_up(browser)
                _hang_up(server)
                return
            for ends in ((browser, server), (server, browser)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := source.recv(65536):
                if source not in self._dead:
                    target.sendall(some)
        for end in (source, target):
            _hang_up(end)
        with self._guarded:
            self._lines -= {source, target}


def _hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
