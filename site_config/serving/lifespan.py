import asyncio

from rooms import delivery
from rooms.alarm import Alarm


async def lifespan(scope, receive, send) -> None:
    """Begin and end with a server that says when (ASGI's lifespan protocol); our own does it itself."""
    await receive()
    alarm = Alarm()
    alarm.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await asyncio.to_thread(alarm.stop)
    if hub := delivery.running_hub():
        await hub.stop()
    await send({"type": "lifespan.shutdown.complete"})
