"""python -m tests.faults: faults for minutes on end, mixed by a seed, and a summary."""

import argparse
import asyncio
import os
import random
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")

from tests.faults.cluster import running_cluster
from tests.faults.nemeses import NEMESES
from tests.faults.plan import planned
from tests.faults.stage import Broken, Stage
from tests.faults.window import Windows

# After so many seconds of faults everything is healed and compared; then the same pages go on.
ROUND = 75


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long (default: %(default)s)")
    parser.add_argument("--seconds", type=float, help="how long, in seconds")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="for the same faults again")
    parser.add_argument("--only", nargs="+", choices=NEMESES, metavar="NEMESIS", help=", ".join(NEMESES))
    parser.add_argument("--rooms", type=int, default=3)
    parser.add_argument("--clients", type=int, default=24, help="pages without a browser")
    parser.add_argument("--browsers", type=int, default=2)
    parser.add_argument("--pace", type=float, default=1.0, help="what each page does a second")
    return parser.parse_args()


async def perform(cluster, wanted: argparse.Namespace) -> Stage:
    """Play rounds of faults until the time is over. Raises Broken."""
    seconds = wanted.seconds or wanted.minutes * 60
    nemeses = [NEMESES[name] for name in wanted.only or NEMESES]
    chance = random.Random(wanted.seed)
    windows = Windows()
    await windows.start()
    try:
        size = wanted.rooms, wanted.clients, wanted.browsers
        async with Stage(cluster, windows, wanted.seed, size, wanted.pace) as stage:
            ends = time.monotonic() + seconds
            while (left := ends - time.monotonic()) > 5:
                stage.talk()
                await stage.follow(planned(chance, min(ROUND, left), nemeses))
                await stage.compare()
                tell_progress(stage)
        return stage
    finally:
        await windows.stop()


def tell_progress(stage: Stage) -> None:
    history = stage.history
    print(
        f"{history.now:6.0f} s: {history.acknowledged} posts acknowledged, {stage.strikes.total()} faults,"
        f" {stage.scales.peak:.0f} MiB at most; all pages agree",
        flush=True,
    )


def summary(stage: Stage) -> str:
    history = stage.history
    lines = [
        f"messages posted         {len(history.posts):8}",
        f"acknowledged            {history.acknowledged:8}",
        f"sent more than once     {sum(post.times_sent > 1 for post in history.posts):8}",
        f"deliveries compared     {stage.compared:8}",
        f"acknowledgements lost   {stage.proxy.lost_acks:8}",
        f"pages found lagging     {stage.lags:8}",
        f"peak memory of a server {stage.scales.peak:8.0f} MiB",
        f"faults                  {stage.strikes.total():8}",
        *(f"  {name:22}{times:8}" for name, times in sorted(stage.strikes.items())),
        "lost 0, doubled 0, out of order 0",
    ]
    return "\n".join(lines)


def main() -> int:
    wanted = asked()
    print(f"seed {wanted.seed}", flush=True)
    with running_cluster() as cluster:
        try:
            stage = asyncio.run(perform(cluster, wanted))
        except Broken as broken:
            print(f"BROKEN (seed {wanted.seed})\n\n{broken}", file=sys.stderr)
            return 1
        print(summary(stage))
    return 0


if __name__ == "__main__":
    sys.exit(main())
