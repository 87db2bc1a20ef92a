import asyncio
from contextvars import Context


class Tasks:
    """Work that goes on beside whoever began it, and ends with its owner.

    Each task has a context of its own: in that of a page, asgiref would send its database work to the page's
    thread, and refuse it once the page has gone.
    """

    def __init__(self):
        self._running: set[asyncio.Task] = set()

    def begin(self, work) -> asyncio.Task:
        """Run a coroutine from now on."""
        task = asyncio.create_task(work, context=Context())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def stop(self) -> None:
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
