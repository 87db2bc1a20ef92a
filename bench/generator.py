"""The load, as seen from here: a process on a core of its own that does what it is asked (bench/load/)."""

import json
import operator
import subprocess
import sys
import time
from contextlib import contextmanager

from bench.processes import LOAD_CORE, cpu, family
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

        cpu: seconds that all servers used; server_busy, services_busy, load_busy: shares of a core that the
        busiest server, all services and the load used.
        """
        before = self._clocks()
        answer = self.ask(act, **details)
        wall, load, services, *servers = map(operator.sub, self._clocks(), before)
        return answer | {
            "cpu": sum(servers),
            "server_busy": max(servers) / wall,
            "services_busy": services / wall,
            "load_busy": load / wall,
        }

    def _clocks(self) -> list[float]:
        """Return seconds: on the wall, of the load, of the services, of each server."""
        services = [pid for service in self.stage.services for pid in family(service.pid)]
        servers = [cpu(family(server.pid)) for server in self.stage.servers]
        return [time.monotonic(), cpu([self._process.pid]), cpu(services), *servers]

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
