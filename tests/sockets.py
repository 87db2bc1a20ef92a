"""A page without a browser: the real application, one socket, frames in the order in which they came."""

import asyncio
import json
import re
from contextlib import AsyncExitStack, asynccontextmanager

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from rooms import delivery
from site_config.asgi import application

PATIENCE = 5


class Page:
    """One open socket of one person."""

    def __init__(self, communicator):
        self.communicator = communicator
        self.frames: list[str] = []

    async def send(self, **frame) -> None:
        await self.communicator.send_to(text_data=json.dumps(frame))

    async def hello(self, *logs: str) -> str:
        """Say hello with `room:cursor` for each log; return what came until the page was ready."""
        await self.send(verb="hello", log=list(logs))
        return await self.until("ready:#page")

    async def post(self, room, body: str, nonce: str = "") -> None:
        await self.send(verb="post", room=room.pk, body=body, nonce=nonce)

    async def until(self, text: str) -> str:
        """Return all frames up to the first that holds `text`."""
        got = []
        async with asyncio.timeout(PATIENCE):
            while not got or text not in got[-1]:
                got.append(await self.communicator.receive_from(timeout=PATIENCE))
        self.frames += got
        return "".join(got)

    async def closed_with(self) -> int:
        """Return the code with which the server closes this page."""
        while True:
            event = await self.communicator.receive_output(timeout=PATIENCE)
            if event["type"] == "websocket.close":
                return event.get("code", 1000)

    async def hears_nothing(self) -> bool:
        return await self.communicator.receive_nothing(timeout=0.3)

    async def close(self) -> None:
        await self.communicator.disconnect()


def cookie_of(user) -> str:
    """Return the cookie of a new session of this person."""
    client = Client()
    client.force_login(user)
    return client.cookies["parley"].value


async def connect(
    user,
    path: str = "/ws/chat/",
    origin: str = "http://127.0.0.1",
    language: str = "",
    through=application,
) -> Page:
    """Open a page. language: what the browser asks for; through: what the socket leads to."""
    headers = [(b"origin", origin.encode()), (b"host", b"127.0.0.1"), (b"accept-language", language.encode())]
    if user:
        cookie = await sync_to_async(cookie_of)(user)
        headers.append((b"cookie", f"parley={cookie}".encode()))
    communicator = WebsocketCommunicator(through, path, headers=headers)
    connected, _detail = await communicator.connect(timeout=PATIENCE)
    assert connected, "the server refused the handshake"
    return Page(communicator)


@asynccontextmanager
async def open_room(room, *people):
    """Open a page of `room` for each person, all of them live."""
    async with AsyncExitStack() as pages:
        opened = []
        for user in people:
            page = await connect(user, f"/ws/chat/{room.slug}/")
            pages.push_async_callback(page.close)
            await page.hello(f"{room.pk}:0")
            opened.append(page)
        yield opened


async def forget_hub() -> None:
    if hub := delivery.running_hub():
        await hub.stop()
        delivery.hub._running = None


def message_ids(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<li id="message-(\d+)"', html)]
