"""One server process and two, with Redis and PostgreSQL: what sharing the pages saves each of them."""

from contextlib import ExitStack, contextmanager

from bench.generator import load_on
from bench.peers import parley
from bench.processes import SERVER_CORE, on_core, server_cores
from bench.sizes import Sizes
from bench.stage import Stage
from bench.table import Table
from tests import servers

COUNTS, RATES = (1, 2), (1, 10, 100)

COLUMNS = {
    "servers": ("servers", "d"),
    "rate": ("posts/s", "g"),
    "deliveries": ("arrived", ",d"),
    "lost": ("lost", ",d"),
    "cpu_each": ("CPU s/1000", ".5f"),
    "cpu_beside_one": ("x one", ".2f"),
    "server_busy": ("busiest server", ".0%"),
    "busy_beside_one": ("x the only one", ".2f"),
    "services_busy": ("Redis and PostgreSQL", ".0%"),
    "p50": ("p50 ms", ".1f"),
    "p99": ("p99 ms", ".1f"),
    "load_busy": ("load", ".0%"),
}


def run(sizes: Sizes) -> list[Table]:
    cores = server_cores(max(COUNTS))
    rows, notes = [], []
    if len(set(cores)) < len(cores):
        notes.append("The servers share one core here: read what each used, not how late it was.")
    try:
        for count in COUNTS:
            rows += _rows(cores[:count], sizes)
    except servers.Missing as missing:
        notes.append(f"Left out: {missing}")
    for row in rows:
        only = next(one for one in rows if one["rate"] == row["rate"])
        row["cpu_beside_one"] = row["cpu_each"] / only["cpu_each"]
        row["busy_beside_one"] = row["server_busy"] / only["server_busy"]
    title = f"Scale-out: one room of {sizes.readers} readers, spread over the servers"
    return [Table(title, COLUMNS, rows, notes)]


def _rows(cores: list[int], sizes: Sizes) -> list[dict]:
    with _serving(cores, sizes.readers) as stage, load_on(stage) as load:
        load.ask("connect", count=sizes.readers)
        load.ask("settle")
        return [_row(load, len(cores), rate, sizes.seconds) for rate in RATES]


def _row(load, count: int, rate: float, seconds: float) -> dict:
    found = load.measure("post", rate=rate, seconds=seconds)
    return found | {
        "servers": count,
        "rate": rate,
        "cpu_each": found["cpu"] / max(1, found["deliveries"]) * 1000,
    }


@contextmanager
def _serving(cores: list[int], readers: int):
    with ExitStack() as running:
        with on_core(SERVER_CORE):  # the load needs its own for itself
            redis = running.enter_context(servers.redis())
            postgresql = running.enter_context(servers.postgresql())
        services = {"REDIS_URL": redis.url, "DATABASE_URL": postgresql.create("site")}
        with parley.site(cores, **services) as site:
            scene = site.arrange("hall", readers)
            site.serve()
            stage: Stage = site.stage(scene)
            stage.services = [redis, postgresql]
            yield stage
