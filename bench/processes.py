"""What the operating system says of processes, and on which core they run."""

import ctypes
import os
import resource
import socket
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers import Process

SERVER_CORE, LOAD_CORE = 0, 1
C = ctypes.CDLL(None)


def pinned(process: Process, core: int = SERVER_CORE) -> Process:
    """Let a process that is not started yet run on one core only, with all that it starts."""
    process.command = ["taskset", "-c", str(core), *process.command]
    return process


@contextmanager
def on_core(core: int):
    """Let whatever is started in the block run on one core only."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)


def listens(port: int) -> bool:
    """Whether a server takes connections on a port of this machine."""
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    return [pid, *(one for child in _children(pid) for one in family(child))]


def _children(pid: int) -> list[int]:
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # it has ended meanwhile
            found += map(int, path.read_text().split())
    return found


def cpu(processes: list[int]) -> float:
    """Return the seconds of CPU that these processes have used, those that have ended left out."""
    return sum(_cpu_of(pid) for pid in processes)


def _cpu_of(pid: int) -> float:
    clock = ctypes.c_int()
    gone = C.clock_getcpuclockid(pid, ctypes.byref(clock))
    return 0 if gone else time.clock_gettime(clock.value)


def memory(processes: list[int]) -> float:
    """Return how many KiB of their own these processes hold; files that they have mapped are not counted."""
    return sum(_own_memory(pid) for pid in processes)


def _own_memory(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return sum(int(fields[name].split()[0]) for name in ("RssAnon", "RssShmem"))


def allow_many_files() -> None:
    """Raise this process's limit of open files, and that of all it starts, as far as it goes."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def server_cores(count: int) -> list[int]:
    """Return so many cores for servers: each its own as far as the machine has them."""
    others = sorted(set(range(os.cpu_count())) - {SERVER_CORE, LOAD_CORE})
    return ([SERVER_CORE, *others, *[SERVER_CORE] * count])[:count]
