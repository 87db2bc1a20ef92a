"""Measure Parley beside others in one run. See bench/README.md."""

import argparse
import json
import os
import platform
import signal
import sys
import time
from importlib import import_module

from bench.processes import LOAD_CORE, SERVER_CORE, allow_many_files
from bench.sizes import FULL, QUICK
from tests.servers import BASE

BENCHMARKS = ("fanout", "ceiling", "connects", "stalls", "memory", "growth", "scale_out")
RESULT = BASE / "var" / "bench.json"


def main() -> None:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and end the servers on the way out
    allow_many_files()
    if not {SERVER_CORE, LOAD_CORE} <= os.sched_getaffinity(0):
        raise SystemExit("These benchmarks need two cores: one for the server, one for the load.")
    os.sched_setaffinity(0, {LOAD_CORE})
    sizes = QUICK if options.quick else FULL
    found = {}
    for name in options.benchmarks or BENCHMARKS:
        began = time.monotonic()
        tables = import_module(f"bench.{name}").run(sizes)
        took = time.monotonic() - began
        for table in tables:
            print(table.text(), flush=True)
        found[name] = {"seconds": took, "tables": [table.data() for table in tables]}
        write({"machine": machine(), "quick": options.quick, "found": found})
    print(f"All figures stand in {RESULT.relative_to(BASE)}.")


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "benchmarks", nargs="*", metavar="benchmark", help=f"any of: {', '.join(BENCHMARKS)} (default: all)"
    )
    parser.add_argument("--quick", action="store_true", help="small sizes: does it work, in a minute or two")
    options = parser.parse_args()
    if unknown := set(options.benchmarks) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    return options


def machine() -> dict:
    return {
        "at": time.strftime("%Y-%m-%d %H:%M:%S"),
        "python": platform.python_version(),
        "kernel": platform.release(),
        "cores": os.cpu_count(),
    }


def write(result: dict) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
