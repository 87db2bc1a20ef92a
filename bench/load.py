"""The load: readers on raw WebSockets, a writer at a steady rate, every delivery counted and timed.

Runs as a process of its own, pinned to a core of its own; told what to do by JSON on standard input, answers
with JSON on standard output.
"""

import asyncio
import json
import re
import sys
import time

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

# What stands in each message: when it was sent, in microseconds.
SENT_AT = re.compile(rb"\bt=(\d+)")


# Brings a message to about a hundred characters.
FILLING = "and some more words, as many as people usually write in a line of their chat"


class Reader(WSListener):
    """One open page: counts what it gets."""

    def __init__(self, load, hello: str | None):
        self.load = load
        self.hello = hello
        self.ready = hello is None
        self.got = 0
        self.closed = False

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport
        if self.hello:
            transport.send(WSMsgType.TEXT, self.hello.encode())
        else:
            self.load.one_ready()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.PING:
            transport.send_pong(frame.get_payload_as_bytes())
        if frame.msg_type == WSMsgType.CLOSE:
            self.closed = True
        if frame.msg_type != WSMsgType.TEXT:
            return
        payload = frame.get_payload_as_bytes()
        if not self.ready and b"ready:#page" in payload:
            self.ready = True
            self.load.one_ready()
        sent = SENT_AT.findall(payload)
        if sent:
            self.got += len(sent)
            self.load.arrived(sent, len(payload))

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.closed = True


class Load:
    """Readers and a writer against one address."""

    def __init__(self, plan: dict):
        self.plan = plan
        self.readers: list[Reader] = []
        self.waiting = 0
        self.all_ready = asyncio.Event()
        self.reset()

    def reset(self) -> None:
        self.latencies: list[int] = []
        self.deliveries = 0
        self.bytes = 0

    def one_ready(self) -> None:
        self.waiting -= 1
        if self.waiting == 0:
            self.all_ready.set()

    def arrived(self, sent: list[bytes], size: int) -> None:
        now = time.monotonic_ns() // 1000
        self.deliveries += len(sent)
        self.bytes += size
        # The oldest of a frame waited longest, the newest shortest: both are kept.
        self.latencies.append(now - int(sent[0]))
        if len(sent) > 1:
            self.latencies.append(now - int(sent[-1]))

    async def connect(self) -> float:
        """Open all readers, a few at a time; return the seconds until the last was ready."""
        began = time.monotonic()
        self.waiting = len(self.plan["readers"])
        gate = asyncio.Semaphore(50)

        async def one(reader: dict) -> None:
            async with gate:
                _transport, listener = await ws_connect(
                    lambda: Reader(self, self.plan.get("hello")),
                    self.plan["url"],
                    extra_headers=reader["headers"],
                    websocket_handshake_timeout=120,
                )
                self.readers.append(listener)

        await asyncio.gather(*(one(reader) for reader in self.plan["readers"]))
        await asyncio.wait_for(self.all_ready.wait(), 120)
        return time.monotonic() - began

    async def run(self, rate: float, seconds: float) -> dict:
        """Post at a steady rate; return what arrived, and how late."""
        self.reset()
        for reader in self.readers:
            reader.got = 0
        posts = max(1, int(rate * seconds))
        began = time.monotonic()
        for n in range(posts):
            await asyncio.sleep(max(0, began + n / rate - time.monotonic()))
            self.post(n)
        expected = posts * len(self.readers)
        last, quiet = -1, 0
        while self.deliveries < expected and quiet < 30:
            quiet = quiet + 1 if self.deliveries == last else 0
            last = self.deliveries
            await asyncio.sleep(0.1)
        took = time.monotonic() - began
        self.latencies.sort()
        at = lambda share: self.latencies[int(len(self.latencies) * share)] / 1000 if self.latencies else None  # noqa: E731
        return {
            "posts": posts,
            "expected": expected,
            "deliveries": self.deliveries,
            "seconds": took,
            "p50": at(0.5),
            "p99": at(0.99),
            "bytes": self.bytes,
            "closed": sum(reader.closed for reader in self.readers),
        }

    def post(self, n: int) -> None:
        text = f"t={time.monotonic_ns() // 1000} {FILLING}"
        writer = self.readers[n % len(self.readers)]
        frame = (
            self.plan["post"].replace("TEXT", text).replace("NONCE", f"{n:08x}{time.monotonic_ns():x}"[-24:])
        )
        writer.transport.send(WSMsgType.TEXT, frame.encode())


async def main() -> None:
    load = Load(json.loads(sys.stdin.readline()))
    print(json.dumps({"connected": await load.connect()}), flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        print(json.dumps(await load.run(order["rate"], order["seconds"])), flush=True)


if __name__ == "__main__":
    uvloop.install()
    asyncio.run(main())
