"""A thread of each server that sees to what is due.

The rows themselves are the queue: every other second one read, without a lock, finds those whose moment has
come. A queue in the database (django-tasks-db) would take SQLite's only write lock each time to find out that
there is nothing to do, could not be edited or called back, and would leave behind what a killed worker began.
"""

import logging
import threading

from django.conf import settings
from django.db import close_old_connections

logger = logging.getLogger(__name__)

# Seconds within which what has begun is brought to its end.
PATIENCE = 5


class Alarm(threading.Thread):
    """Does what is due, until it is stopped."""

    def __init__(self):
        super().__init__(name="alarm", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(settings.DUE_PERIOD):
            try:
                look()
            except Exception:
                logger.exception("What is due could not be looked for")
            finally:
                close_old_connections()

    def stop(self) -> None:
        """Begin nothing more, and wait for what has begun."""
        self._over.set()
        if self.is_alive():
            self.join(PATIENCE)


def look() -> None:
    """Do everything that is due now."""
    from rooms.models.due import anything_due  # noqa: PLC0415 (models load after the server that imports this)
    from rooms.tasks import DUE  # noqa: PLC0415

    if not anything_due(tuple(DUE)):
        return
    for kind, task in DUE.items():
        for pk in kind.objects.due():
            task.enqueue(pk)
