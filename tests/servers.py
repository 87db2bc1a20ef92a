"""Real services for tests: Redis, PostgreSQL and processes of the site, each started and ended here."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis as redis_client

BASE = Path(__file__).resolve().parent.parent
# Where the output of what ran in a failed test is left.
RESULTS = BASE / "var" / "test-results"
PATIENCE = 30  # seconds
# A busy site gives up its pages within about two seconds of SIGTERM.
FAREWELL = 15


class Missing(Exception):
    """A program that a test needs is not installed."""


def program(name: str, *folders: str) -> str:
    """Return the path of a program, looked for in PATH and in folders (with wildcards; the last wins)."""
    elsewhere = sorted(str(path) for folder in folders for path in Path("/").glob(f"{folder}/{name}"))
    found = shutil.which(name) or (elsewhere[-1] if elsewhere else None)
    if not found:
        raise Missing(f"{name} is missing: these tests need it (make installed).")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true, what: str, patience: float = PATIENCE) -> None:
    """Wait until `true()`, or fail after `patience` seconds, saying what did not happen."""
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience} seconds: {what}")
        time.sleep(0.05)  # another process changes it, and none of them tells us


class Process:
    """A program that runs beside the tests, its output in a file.

    name: for that file, with the port; user: who it runs as, when that is not who runs the tests.
    """

    # How this program is told to end, and how it is made to.
    gentle, harsh = signal.SIGTERM, signal.SIGKILL

    def __init__(self, name: str, command: list[str], env=None, user: str | None = None):
        self.command = [str(part) for part in command]
        self.env = env
        self.user = user
        self.output = Path(tempfile.gettempdir()) / f"parley-{os.getpid()}-{name}.log"
        self._child: subprocess.Popen | None = None

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs, negative where a signal ended it."""
        return self._child.poll()

    def start(self) -> None:
        with self.output.open("ab") as output:
            self._child = subprocess.Popen(
                self.command,
                cwd=BASE,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **_as_user(self.user),
            )

    def wait_until(self, true, what: str) -> None:
        """The same as above, but give up at once when the process ends."""
        wait_until(lambda: not self.alive or true(), f"{what}\n{self.tail()}")
        assert self.alive, f"{self.output.stem} ended by itself:\n{self.tail()}"

    def signal(self, number: int) -> None:
        if self.alive:
            self._child.send_signal(number)

    def terminate(self) -> None:
        """Ask it to end; make it end when it takes too long."""
        self.signal(self.gentle)
        try:
            if self._child:
                self._child.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        self.signal(self.harsh)
        if self._child:
            self._child.wait(FAREWELL)

    def tail(self, characters: int = 3000) -> str:
        return self.output.read_text(errors="replace")[-characters:] if self.output.exists() else ""

    def keep_output(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if self.output.exists():
            shutil.copy(self.output, folder)

    def forget_output(self) -> None:
        self.output.unlink(missing_ok=True)


def _as_user(name: str | None) -> dict:
    if name is None:
        return {}
    account = pwd.getpwnam(name)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


# Redis


class Redis(Process):
    """A Redis that keeps nothing. Started again it has the same port."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        settings = ["--port", self.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        super().__init__(
            f"redis-{self.port}", [program("redis-server"), *settings, "--dir", tempfile.gettempdir()]
        )

    def start(self) -> None:
        super().start()
        self.wait_until(self.answers, "Redis answers")

    def answers(self) -> bool:
        try:
            with redis_client.Redis.from_url(self.url, socket_timeout=1) as client:
                return client.ping()
        except redis_client.RedisError:
            return False


@contextmanager
def running(process: Process):
    """Run a process from here to the end of the block."""
    try:
        process.start()
        yield process
    finally:
        process.kill()
        process.forget_output()


def redis():
    """Run a Redis on a free port."""
    return running(Redis())


# PostgreSQL

# Faster, and nobody misses what a test wrote.
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
PLACES = ("usr/lib/postgresql/*/bin", "usr/local/pgsql/bin", "opt/homebrew/opt/postgresql*/bin")


class PostgreSQL(Process):
    """A PostgreSQL cluster of its own in a temporary folder. Started again it has the same port and data.

    settings: "name=value", where they differ from those below.
    """

    # Not SIGKILL: orphaned backends would hold the data for a while. This is PostgreSQL's own way to crash.
    harsh = signal.SIGQUIT

    # SIGTERM would wait for everybody to hang up, which connection pools never do.
    gentle = signal.SIGINT

    def __init__(self, *settings: str):
        # PostgreSQL refuses to run as root.
        user = "postgres" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="parley-postgresql-"))
        self.data = self.folder / "data"
        if user:
            shutil.chown(self.folder, user)
        self.port = free_port()
        options = [f"port={self.port}", f"unix_socket_directories={self.folder}", *CARELESS]
        options += ["listen_addresses=127.0.0.1", "max_connections=200", *settings]
        command = [program("postgres", *PLACES), "-D", self.data]
        super().__init__(
            f"postgresql-{self.port}", [*command, *(part for o in options for part in ("-c", o))], user=user
        )

    def initialise(self) -> None:
        command = [program("initdb", *PLACES), "-D", self.data, "-U", "parley", "-A", "trust", "-E", "UTF8"]
        command += ["--no-sync", "--no-instructions", "--locale=C.UTF-8"]
        made = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, **_as_user(self.user)
        )
        assert made.returncode == 0, f"initdb failed: {made.stderr[-500:]}"

    def start(self) -> None:
        super().start()
        self.wait_until(self.answers, "PostgreSQL answers")

    def url(self, database: str) -> str:
        return f"postgres://parley@127.0.0.1:{self.port}/{database}"

    def answers(self) -> bool:
        try:
            with self._connected():
                return True
        except psycopg.OperationalError:
            return False

    def create(self, database: str, like: str = "template1") -> str:
        """Make a database, as a copy of one that nobody uses; return its URL."""
        with self._connected() as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{like}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        with self._connected() as connection:
            connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _connected(self):
        return psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=2)


@contextmanager
def postgresql(*settings: str):
    """Run a PostgreSQL with nothing in it."""
    server = PostgreSQL(*settings)
    try:
        server.initialise()
        with running(server):
            yield server
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)


# The site


def environment(var_dir, **settings) -> dict[str, str]:
    """Return the environment of a process of the site; nothing of the surroundings' own settings enters."""
    surroundings = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    return surroundings | {"VAR_DIR": str(var_dir)} | {name: str(value) for name, value in settings.items()}


def manage(env: dict[str, str], *arguments) -> str:
    """Run a command of the site to its end; return what it printed."""
    command = [sys.executable, "manage.py", *(str(argument) for argument in arguments)]
    done = subprocess.run(command, cwd=BASE, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}"
    return done.stdout


class Server(Process):
    """One server process of the site."""

    def __init__(self, env: dict[str, str], port: int | None = None):
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__(f"server-{self.port}", [sys.executable, *self.arguments()], env)

    def arguments(self) -> list:
        """Return what Python is called with."""
        return ["manage.py", "serve", "--no-prepare", "--port", self.port]

    def start(self) -> None:
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        """Start without waiting, for several at once."""
        super().start()

    def wait_until_ready(self) -> None:
        self.wait_until(self.is_ready, f"{self.url}/readyz answers 200")

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False
