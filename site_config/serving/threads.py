"""Which thread a socket's database work runs in."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings


class DatabaseThreads:
    """Share a few threads, each with its own connection, among all sockets.

    Without this, asgiref runs the synchronous work of every socket in one thread, one after the other
    (https://github.com/django/channels/issues/2132). SQLite has one writer, so it gets one thread.
    """

    def __init__(self, app):
        self.app = app
        self.threads = cycle(
            ThreadPoolExecutor(1, thread_name_prefix=f"sockets-{n}") for n in range(settings.SOCKET_THREADS)
        )

    async def __call__(self, scope, receive, send):
        async with ThreadSensitiveContext(executor=next(self.threads)):
            await self.app(scope, receive, send)
