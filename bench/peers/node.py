"""A broadcast on ws, the usual WebSocket library of Node. Neither signs in, nor stores, nor renders."""

import atexit
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bench.processes import listens, pinned
from bench.stage import Stage
from tests.servers import Missing, Process, free_port, program, running

SOURCE = Path(__file__).resolve().parent.parent / "node"


@contextmanager
def serving(readers: int):
    node, folder, port = program("node"), _installed(), free_port()
    server = pinned(Process(f"ws-{port}", [node, folder / "server.js", port]))
    with running(server):
        server.wait_until(lambda: listens(port), "Node listens")
        page = {"url": f"ws://127.0.0.1:{port}/", "headers": [], "room": None}
        yield Stage([server], [page] * readers, post="<text>")


@cache
def _installed() -> Path:
    """Install what package-lock.json names into a folder that goes when the benchmarks end."""
    npm = program("npm")
    folder = Path(tempfile.mkdtemp(prefix="parley-bench-node-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(SOURCE, folder, dirs_exist_ok=True)
    quietly = ["--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        [npm, "ci", *quietly, "--prefix", folder], capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        raise Missing(f"ws could not be installed: {done.stderr.strip().splitlines()[-1:]}")
    return folder
