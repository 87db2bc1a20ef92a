"""Fan-out in one room: what a delivery costs, and how late it is. See bench/README.md."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench import peers

SERVER_CORE, LOAD_CORE = 0, 1
TICK = os.sysconf("SC_CLK_TCK")
PEERS = {"nchan": peers.nchan, "parley": peers.parley}


def main() -> None:
    options = arguments()
    rows = []
    for number, (name, peer) in enumerate(PEERS.items()):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            with peer(Path(folder), options.readers, 8210 + number, SERVER_CORE) as started:
                if started is None:
                    print(f"{name}: not installed, left out")
                    continue
                rows += [(name, row) for row in measured(*started, options)]
    report(rows)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=1000)
    parser.add_argument("--rates", type=float, nargs="+", default=[1, 10, 100], help="messages a second")
    parser.add_argument("--seconds", type=float, default=10)
    return parser.parse_args()


def measured(plan: dict, processes: list[int], options):
    before = memory(processes)
    with load(plan) as ask:
        per_reader = (memory(processes) - before) / options.readers
        for rate in options.rates:
            used = cpu(processes)
            result = ask({"rate": rate, "seconds": options.seconds})
            used = cpu(processes) - used
            yield result | {"rate": rate, "cpu": used / result["deliveries"] * 1000, "memory": per_reader}


@contextmanager
def load(plan: dict):
    command = ["taskset", "-c", str(LOAD_CORE), sys.executable, "-m", "bench.load"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(order: dict) -> dict:
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        ask(plan)
        yield ask
    finally:
        process.kill()
        process.wait()


def cpu(processes: list[int]) -> float:
    """Return the seconds of CPU that these processes have used."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in processes]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICK


def memory(processes: list[int]) -> float:
    """Return how many KiB these processes hold."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in processes)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def report(rows: list[tuple[str, dict]]) -> None:
    base = {row["rate"]: row["cpu"] for name, row in rows if name == "nchan"}
    heads = {
        "rate/s": 7,
        "arrived": 17,
        "CPU s/1000": 11,
        "x nchan": 8,
        "p50 ms": 8,
        "p99 ms": 8,
        "KiB each": 8,
    }
    print("peer    ", *(f"{head:>{width}}" for head, width in heads.items()))
    for name, row in rows:
        ratio = f"{row['cpu'] / base[row['rate']]:.2f}" if base.get(row["rate"]) else "-"
        arrived = f"{row['deliveries']}/{row['expected']}"
        print(
            f"{name:8} {row['rate']:7g} {arrived:>17} {row['cpu']:11.5f} {ratio:>8}"
            f" {row['p50']:8.1f} {row['p99']:8.1f} {row['memory']:8.1f}"
        )


if __name__ == "__main__":
    main()
