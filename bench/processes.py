"""What the operating system says of processes, and on which core they run."""

import ctypes
import os
import resource
import socket
import time
from pathlib import Path

from tests.servers import Process

SERVER_CORE, LOAD_CORE = 0, 1
PAGE = os.sysconf("SC_PAGE_SIZE")
C = ctypes.CDLL(None)


def pinned(process: Process, core: int = SERVER_CORE) -> Process:
    """Let a process that is not started yet run on one core only, with all that it starts."""
    process.command = ["taskset", "-c", str(core), *process.command]
    return process


def listens(port: int) -> bool:
    """Whether a server takes connections on a port of this machine."""
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    children = [
        int(child)
        for path in Path(f"/proc/{pid}/task").glob("*/children")
        for child in path.read_text().split()
    ]
    return [pid, *(one for child in children for one in family(child))]


def cpu(processes: list[int]) -> float:
    """Return the seconds of CPU that these processes have used, ended threads included."""
    return sum(time.clock_gettime(_clock(pid)) for pid in processes)


def _clock(pid: int) -> int:
    clock = ctypes.c_int()
    error = C.clock_getcpuclockid(pid, ctypes.byref(clock))
    if error:
        raise OSError(error, os.strerror(error))
    return clock.value


def memory(processes: list[int]) -> float:
    """Return how many KiB of these processes are resident."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in processes)
    return pages * PAGE / 1024


def allow_many_files() -> int:
    """Raise this process's limit of open files, and that of all it starts, as far as it goes; return it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
