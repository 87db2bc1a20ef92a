"""Which thread a socket's database work runs in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from itertools import cycle

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone, translation


class DatabaseThreads:
    """Share a few threads, each with its own connection, among all sockets.

    Without this, asgiref runs the synchronous work of every socket in one thread, one after the other
    (https://github.com/django/channels/issues/2132). SQLite has one writer, so it gets one thread.

    The thread is also in the scope, as `database_thread`.
    """

    def __init__(self, app):
        self.app = app
        self.threads = cycle(
            ThreadPoolExecutor(1, thread_name_prefix=f"sockets-{n}") for n in range(settings.SOCKET_THREADS)
        )

    async def __call__(self, scope, receive, send):
        scope["database_thread"] = next(self.threads)
        async with ThreadSensitiveContext(executor=scope["database_thread"]):
            await self.app(scope, receive, send)


def in_database_thread(work):
    """Run a consumer's method in the thread of its socket, in the language and time zone of who is there.

    Channels' database_sync_to_async does this for any program: to carry every context to the thread and back
    takes a tenth of a millisecond, as much as a tenth of a post. What pages do all the time goes without.
    """

    @wraps(work)
    async def method(consumer, *args):
        run_in = asyncio.get_running_loop().run_in_executor
        return await run_in(consumer.scope["database_thread"], _run, work, consumer, args)

    return method


def _run(work, consumer, args):
    scope = consumer.scope
    close_old_connections()
    try:
        with translation.override(scope["language"]), timezone.override(scope["time_zone"]):
            return work(consumer, *args)
    finally:
        close_old_connections()
