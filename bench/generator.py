"""The load, as seen from here: a process on a core of its own that does what it is asked (bench/load/)."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager

from bench.processes import LOAD_CORE, cpu
from bench.stage import Stage
from tests.servers import BASE


class Generator:
    def __init__(self, stage: Stage):
        self.stage = stage
        command = ["taskset", "-c", str(LOAD_CORE), sys.executable, "-m", "bench.load"]
        self._process = subprocess.Popen(
            command, cwd=BASE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, act: str, **details) -> dict:
        """Have the load do something (a method of bench/load/crowd.py) and wait for its answer."""
        print(json.dumps({"do": act} | details), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the load broke down at {act!r}; its traceback stands above")
        return json.loads(answer)

    def measure(self, act: str, **details) -> dict:
        """Ask, and add what it cost.

        cpu: seconds that the servers used; server_busy, load_busy: shares of a core.
        """
        servers = self.stage.processes
        before = time.monotonic(), cpu(servers), cpu([self._process.pid])
        answer = self.ask(act, **details)
        after = time.monotonic(), cpu(servers), cpu([self._process.pid])
        wall, used, load = (now - then for then, now in zip(before, after, strict=True))
        return answer | {"cpu": used, "server_busy": used / wall, "load_busy": load / wall}

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


@contextmanager
def load_on(stage: Stage):
    """Run a load generator for a stage, with nobody connected yet."""
    generator = Generator(stage)
    try:
        generator.ask("plan", **stage.plan)
        yield generator
    finally:
        generator.end()
