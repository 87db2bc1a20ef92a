from rooms import delivery


async def lifespan(scope, receive, send) -> None:
    """End the hub with a server that says when it ends (ASGI's lifespan protocol); our own does it itself."""
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    if hub := delivery.running_hub():
        await hub.stop()
    await send({"type": "lifespan.shutdown.complete"})
