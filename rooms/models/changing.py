from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from rooms import broadcasts
from rooms.models import quotes


@contextmanager
def changing(message) -> Iterator[None]:
    """Hold the room's lock while something about a message changes, its fields or what belongs to it.

    Inside, the message is as it stands in the database. At the end its stamp is the room's next clock value:
    pages that are away find the change when they come back, those that are here are told at once.
    Where it says something else then, so do the quotes of it and the reminders that rang.
    """
    with transaction.atomic():
        message.room.lock()
        message.refresh_from_db(fields=_own_fields(message))
        _forget_belongings(message)
        said, message.mentioned = message.body, None
        yield
        message.stamp = message.room.tick()
        message.save(update_fields=_own_fields(message))
        broadcasts.message_changed(message)
        says_else = message.body != said
        if says_else:
            for reply in quotes.renew(message):
                broadcasts.message_changed(reply)
            message.reminders.tell_anew()
    # A thread's lock is taken before its home's (room.post), never after it.
    if says_else and (thread := message.room.threads.filter(parent=message).first()):
        thread.parent_changed()


def _forget_belongings(message) -> None:
    message._prefetched_objects_cache = {}
    for relation in message._meta.related_objects:
        if relation.is_cached(message):
            relation.delete_cached_value(message)


def _own_fields(message) -> list[str]:
    fields = message._meta.concrete_fields
    return [field.name for field in fields if not field.primary_key and not field.is_relation]
