"""What the servers weigh while they are tormented."""

import asyncio
from pathlib import Path

MIB = 1024 * 1024
PERIOD = 0.5  # seconds
# What one process may come to (MiB). About 110 are Python, Django and Twisted with warm caches; the
# rendered messages that a process keeps are at most 20,000. A socket may hold 256 KiB unsent. An unbounded
# queue of one stalled page in a wordy room would grow by a megabyte a second, and pass this within minutes.
MOST = 260


def resident(pid: int) -> float:
    """Return how many MiB of a process are in memory; 0 where it has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    sizes = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(sizes[0]) * 1024 / MIB if sizes else 0


class Scales:
    """Weighs the servers now and then, and keeps the most."""

    def __init__(self, cluster):
        self._cluster = cluster
        self.peak = 0.0

    async def keep_weighing(self) -> None:
        while True:
            self.peak = max([self.peak, *(resident(server.pid) for server in self._cluster.alive)])
            await asyncio.sleep(PERIOD)
