"""How long the server answers nobody while somebody says what is hard to read."""

import asyncio
import json
import time
from statistics import median

from websockets.asyncio.client import connect

from bench.peers import parley
from bench.sizes import Sizes
from bench.table import Table
from tests.hostile import TEXTS

# Texts a second (a socket has a limit of frames), and seconds between two pings.
PACE, PAUSE = 10, 0.002
COLUMNS = {
    "what": ("ms until a ping is answered", ""),
    "median": ("median", ".2f"),
    "p99": ("p99", ".2f"),
    "worst": ("worst", ".1f"),
    "limit": ("limit", ".0f"),
}
LIMIT = 50
NOTE = "(pings are answered by the event loop; texts are read and coloured in a thread beside it)"


def run(sizes: Sizes) -> list[Table]:
    texts = {"nothing said": [""] * 50, "bare words": ["It is raining again"] * 50, "hostile texts": TEXTS}
    with parley.site() as site:
        scene = site.arrange("hall", 2)
        site.serve()
        pages = site.stage(scene).readers
        rows = [asyncio.run(_row(what, pages, said)) for what, said in texts.items()]
    return [Table("Stalls of the event loop", COLUMNS, rows, [NOTE])]


async def _row(what: str, pages: list[dict], texts: list[str]) -> dict:
    """Say texts on one page while another one pings."""
    async with _socket(pages[0]) as talker, _socket(pages[1]) as watcher:
        for page, socket in zip(pages, (talker, watcher), strict=False):
            await socket.send(json.dumps({"verb": "hello", "log": [f"{page['room']}:0"]}))
        watching = asyncio.create_task(_watch(watcher))
        await _say(talker, pages[0]["room"], texts)
        watching.cancel()
        took = sorted(await watching)
    return {
        "what": what,
        "median": median(took),
        "p99": took[int(len(took) * 0.99)],
        "worst": took[-1],
        "limit": LIMIT,
    }


async def _watch(socket) -> list[float]:
    """Return how many milliseconds each ping took, until cancelled."""
    took = []
    try:
        while True:
            began = time.perf_counter()
            await (await socket.ping())
            took.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE)
    except asyncio.CancelledError:
        return took


async def _say(socket, room: int, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        body = text.encode("utf-8", "replace").decode()[:8000]
        if body:
            post = {"verb": "post", "room": room, "nonce": f"{time.time_ns():x}-{number}"[-32:], "body": body}
            await socket.send(json.dumps(post))
        await asyncio.sleep(1 / PACE)


def _socket(page: dict):
    headers = dict(page["headers"])
    return connect(
        page["url"],
        origin=headers.pop("Origin"),
        additional_headers=headers,
        compression=None,
        max_size=None,
        max_queue=None,
        proxy=None,
    )
