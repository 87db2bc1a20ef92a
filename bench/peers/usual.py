"""The chat that tutorials for htmx and Channels build (bench/usual/), on plain daphne."""

import json
import sys
import tempfile
from contextlib import contextmanager
from functools import partial

from bench.peers.python import answer, run
from bench.processes import listens, pinned
from bench.stage import Stage
from tests.servers import Process, environment, free_port, running


@contextmanager
def serving(readers: int, consumer: str):
    """consumer: a class of bench/usual/consumers.py."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder, DJANGO_SETTINGS_MODULE="bench.usual.settings", CONSUMER=consumer)
        run(env, "django", "migrate", "-v0", "--run-syncdb")
        keys = answer(env, "bench.usual.scene", readers)
        port = free_port()
        command = [sys.executable, "-m", "daphne", "-v0", "-b", "127.0.0.1", "-p", port]
        server = pinned(Process(f"usual-{port}", [*command, "bench.usual.asgi:application"], env))
        with running(server):
            server.wait_until(lambda: listens(port), "daphne listens")
            yield Stage([server], [_page(port, key) for key in keys], post=json.dumps({"message": "<text>"}))


def _page(port: int, key: str) -> dict:
    headers = [["Cookie", f"sessionid={key}"], ["Origin", f"http://127.0.0.1:{port}"]]
    return {"url": f"ws://127.0.0.1:{port}/ws/hall/", "headers": headers, "room": None}


rendering_for_each = partial(serving, consumer="ChatConsumer")
rendering_once = partial(serving, consumer="RenderingOnce")
