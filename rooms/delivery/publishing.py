"""The way into delivery, for whoever changed something."""

import logging
import threading
from contextvars import Context

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from rooms.delivery import events
from rooms.delivery.bells import reaches_others
from rooms.delivery.hub import running_hub

logger = logging.getLogger(__name__)


def publish(event) -> None:
    """Give an event to the pages of this process at once and to the other processes by the layer.

    For any thread, after the commit. Never raises: what was stored is safe, and the safety net finds it.
    What the hub then does is not the caller's: it gets a context of its own, since in the caller's asgiref
    would take its database calls for a deadlock.
    """
    hub = running_hub()
    if hub is None:
        _ring_from_outside(event)
    elif threading.get_ident() == hub.thread:
        Context().run(hub.tell, event)
    else:
        hub.loop.call_soon_threadsafe(hub.tell, event, context=Context())


def _ring_from_outside(event) -> None:
    """Tell the servers from a process that has no pages: a command, a worker."""
    layer = get_channel_layer()
    if not reaches_others(layer):
        return
    try:
        async_to_sync(layer.group_send)(event.group, events.to_wire(event, "outside"))
    except Exception as error:
        logger.warning("The channel layer failed: %r", error)
