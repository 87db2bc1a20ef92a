"""What is broken: two servers whose clocks can be moved, a Redis and a PostgreSQL."""

import itertools
import re
import signal
import tempfile
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import servers
from tests.clerk import Clerk

# Preloaded, it shifts the wall clock of one process and leaves its monotonic clock alone
# (https://github.com/wolfcw/libfaketime).
LIBRARY = "libfaketimeMT.so.1"
PLACES = ("usr/lib/*/faketime", "usr/lib/faketime", "usr/local/lib/faketime")

# The code with which a server that ends closes its pages (RFC 6455, registry of close codes).
SERVICE_RESTART = 1012

# What was acknowledged must survive a crash of PostgreSQL; the machine itself does not crash here.
CAREFUL = ["synchronous_commit=on"]

# Faults take seconds here: a server that died is noticed soon. People type faster than people.
SETTINGS = {
    "SAFETY_NET_PERIOD": 1,
    "PRESENCE_BEAT": 2,
    "PRESENCE_LEASE": 8,
    "POST_RATE": 1000,
    "POST_BURST": 1000,
}


class Server(servers.Server):
    """A server process whose wall clock can be moved while it runs."""

    def __init__(self, env: dict[str, str], folder: Path):
        port = servers.free_port()
        self._offset = folder / f"clock-{port}"
        self.move_clock(0)
        preloaded = {
            "LD_PRELOAD": servers.program(LIBRARY, *PLACES),
            "FAKETIME_TIMESTAMP_FILE": str(self._offset),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "PYTHONFAULTHANDLER": "1",
        }
        super().__init__(env | preloaded, port)

    def move_clock(self, seconds: int) -> None:
        """Set the wall clock so far from the machine's, within a second."""
        fresh = self._offset.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n")
        fresh.replace(self._offset)

    def answers(self) -> bool:
        """Whether it is up; ready it is only once the database and Redis are, too."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                return True
        except OSError:
            return False

    def figure(self, name: str) -> float:
        """Return one figure of /metrics; 0 where the server has none yet."""
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=5) as answer:
            found = re.search(rf"^{name}(?:_total)? (\S+)$", answer.read().decode(), re.MULTILINE)
        return float(found[1]) if found else 0


class Cluster:
    """A site that two processes serve."""

    def __init__(self, redis: servers.Redis, postgresql: servers.PostgreSQL, env: dict, folder: Path):
        self.redis = redis
        self.postgresql = postgresql
        self.servers = [Server(env, folder) for _ in range(2)]
        self.clerk = Clerk(env)
        # A number for each set of people and rooms.
        self.scenes = itertools.count(1)

    @property
    def alive(self) -> list[Server]:
        return [server for server in self.servers if server.alive]

    def name(self, server: Server) -> str:
        return ("east", "west")[self.servers.index(server)]

    def heal(self) -> None:
        """Let everything run that should: a fault that was left in the middle ends here."""
        for service in (self.redis, self.postgresql, *self.servers):
            service.signal(signal.SIGCONT)
            if not service.alive:
                service.start()
        for server in self.servers:
            server.move_clock(0)


@contextmanager
def running_cluster(**settings):
    """Run everything from here to the end of the block, with an empty database."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parley-faults-")))
        redis = stack.enter_context(servers.redis())
        postgresql = stack.enter_context(servers.postgresql(*CAREFUL))
        env = servers.environment(
            folder, DATABASE_URL=postgresql.create("site"), REDIS_URL=redis.url, **SETTINGS | settings
        )
        servers.manage(env, "migrate", "--verbosity=0")
        servers.manage(env, "collectstatic", "--verbosity=0", "--no-input")
        cluster = Cluster(redis, postgresql, env, folder)
        stack.callback(cluster.clerk.dismiss)
        for server in cluster.servers:
            stack.callback(server.forget_output)
            stack.callback(server.kill)
            server.launch()
        for server in cluster.servers:
            server.wait_until_ready()
        yield cluster
