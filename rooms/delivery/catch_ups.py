import asyncio
from functools import partial

from django.utils.translation import get_language

# How long (seconds) an answer is kept for others who ask the same.
KEPT = 1


class CatchUps:
    """What pages of one room lack, read once for all that lack the same, as long as the room stands still."""

    def __init__(self, room: int, hub):
        self._room = room
        self._hub = hub
        self._known: dict[tuple, asyncio.Task] = {}

    async def since(self, cursor: int | None, stands_at: int):
        """Return what happened after a cursor: read anew if the room has gone past an answer that is known.

        stands_at: the highest clock value that is known of the room.
        """
        key = cursor, get_language()
        reading = self._known.get(key)
        if reading is None or not _holds(reading, stands_at):
            # In a task of nobody's: a page that goes away must not take along what others wait for.
            reading = self._known[key] = self._hub.tasks.begin(self._hub.loader.catch_up(self._room, *key))
            reading.add_done_callback(partial(self._forget_soon, key))
        return await asyncio.shield(reading)

    def _forget_soon(self, key: tuple, reading: asyncio.Task) -> None:
        self._hub.loop.call_later(KEPT, self._forget, key, reading)

    def _forget(self, key: tuple, reading: asyncio.Task) -> None:
        if self._known.get(key) is reading:
            del self._known[key]


def _holds(reading: asyncio.Task, stands_at: int) -> bool:
    """Whether an answer that is awaited or known is good for one more who asks."""
    if not reading.done():
        return True
    if reading.cancelled() or reading.exception() or reading.result() is None:
        return False
    return reading.result().upto >= stands_at
