"""The highest rate with p99 under 250 ms and nothing lost."""

from bench.generator import Generator, load_on
from bench.peers import PEERS, Peer
from bench.sizes import Sizes
from bench.table import Table, add_ratios
from tests.servers import Missing

LATEST = 250  # ms, p99
LOWEST = 0.5  # posts a second: below, nobody looks for a ceiling

COLUMNS = {
    "peer": ("peer", ""),
    "rate": ("posts/s", ".1f"),
    "deliveries_each": ("deliveries/s", ",.0f"),
    "beside_nchan": ("x nchan", ".2f"),
    "beside_parley": ("x parley", ".3f"),
    "p50": ("p50 ms", ".1f"),
    "p99": ("p99 ms", ".1f"),
    "server_busy": ("server", ".0%"),
    "load_busy": ("load", ".0%"),
    "missed_by": ("the next rate fails by", ""),
}


def run(sizes: Sizes) -> list[Table]:
    rows, notes = [], []
    for peer in PEERS:
        try:
            rows.append(_row(peer, sizes))
        except Missing as missing:
            notes.append(f"{peer.name} was left out: {missing}")
    add_ratios(rows, "deliveries_each", "nchan", "beside_nchan")
    add_ratios(rows, "deliveries_each", "parley", "beside_parley")
    title = f"Ceiling: {sizes.readers} readers, p99 under {LATEST} ms and nothing lost"
    return [Table(title, COLUMNS, rows, notes)]


def _row(peer: Peer, sizes: Sizes) -> dict:
    with peer.serving(sizes.readers) as stage, load_on(stage) as load:
        load.ask("connect", count=sizes.readers)
        load.ask("settle")
        best, failed = Climb(load, sizes.step, sizes.close).highest(peer.starts)
    deliveries = best["rate"] * sizes.readers if best else None
    return {"peer": peer.name, "deliveries_each": deliveries, "missed_by": failure(failed)} | (best or {})


class Climb:
    """Looks for a ceiling: by doubling, then by halving what lies between."""

    def __init__(self, load: Generator, seconds: float, close: float):
        """seconds: of each try; close: the factor between what holds and what fails at which it ends."""
        self._load = load
        self._seconds = seconds
        self._close = close

    def highest(self, start: float) -> tuple[dict | None, dict]:
        """Return what was found at the highest rate that holds, None for none, and at the next that fails."""
        best, failed = None, self._try(start)
        while not failure(failed):
            best, failed = failed, self._try(failed["rate"] * 2)
        while best is None and failed["rate"] / 2 >= LOWEST:
            found = self._try(failed["rate"] / 2)
            best, failed = (None, found) if failure(found) else (found, failed)
        while best and failed["rate"] / best["rate"] > self._close:
            found = self._try((best["rate"] * failed["rate"]) ** 0.5)
            best, failed = (best, found) if failure(found) else (found, failed)
        return best, failed

    def _try(self, rate: float) -> dict:
        """Take the better of two tries: other programs of this machine must not end the climb."""
        found = self._once(rate)
        return self._once(rate) if failure(found) else found

    def _once(self, rate: float) -> dict:
        found = self._load.measure("post", rate=rate, seconds=self._seconds) | {"rate": rate}
        if failure(found):
            self._load.ask("settle")
        return found


def failure(found: dict) -> str:
    """Say why a rate does not hold; nothing where it does."""
    if found["lost"] or found["closed"]:
        return f"{found['lost']:,d} lost"
    if found["p99"] >= LATEST:
        return f"p99 {found['p99']:,.0f} ms"
    return ""
