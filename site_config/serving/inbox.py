import asyncio
from collections.abc import Callable

# Frames that may wait while one is being worked on. Past this nothing more is read from the connection.
MOST_WAITING = 50


class Inbox:
    """What a client sent and its application has not taken yet.

    Daphne's own is an `asyncio.Queue`, which has no bound here and holds 3 KB before anything comes.
    """

    __slots__ = ("_hold", "_release", "_taker", "_waiting")

    def __init__(self, hold: Callable[[], None], release: Callable[[], None]):
        """`hold` stops reading from the client, `release` goes on."""
        self._hold = hold
        self._release = release
        self._waiting: list[dict] = []
        self._taker: asyncio.Future | None = None

    def put_nowait(self, event: dict) -> None:
        self._waiting.append(event)
        if len(self._waiting) == MOST_WAITING:
            self._hold()
        if self._taker and not self._taker.done():
            self._taker.set_result(None)

    async def get(self) -> dict:
        """Return the next event, as soon as there is one."""
        while not self._waiting:
            self._taker = asyncio.get_running_loop().create_future()
            try:
                await self._taker
            finally:
                self._taker = None
        if len(self._waiting) == MOST_WAITING:
            self._release()
        return self._waiting.pop(0)
