"""Fan-out in one room: what a delivery costs, and how late it is."""

from bench.generator import load_on
from bench.peers import PEERS, Peer
from bench.sizes import Sizes
from bench.table import Table, add_ratios
from tests.servers import Missing

COLUMNS = {
    "peer": ("peer", ""),
    "rate": ("posts/s", "g"),
    "deliveries": ("arrived", ",d"),
    "lost": ("lost", ",d"),
    "cpu_each": ("CPU s/1000", ".5f"),
    "beside_nchan": ("x nchan", ".2f"),
    "beside_usual": ("x usual", ".4f"),
    "p50": ("p50 ms", ".1f"),
    "p99": ("p99 ms", ".1f"),
    "server_busy": ("server", ".0%"),
    "load_busy": ("load", ".0%"),
}


def run(sizes: Sizes) -> list[Table]:
    rows, notes = [], []
    for peer in PEERS:
        try:
            rows += _rows(peer, sizes)
        except Missing as missing:
            notes.append(f"{peer.name} was left out: {missing}")
    add_ratios(rows, "cpu_each", "nchan", "beside_nchan", same=["rate"])
    add_ratios(rows, "cpu_each", "usual", "beside_usual", same=["rate"])
    return [Table(f"Fan-out: one room of {sizes.readers} readers", COLUMNS, rows, notes)]


def _rows(peer: Peer, sizes: Sizes) -> list[dict]:
    with peer.serving(sizes.readers) as stage, load_on(stage) as load:
        load.ask("connect", count=sizes.readers)
        load.ask("settle")
        return [_row(peer, load, rate, max(sizes.seconds, sizes.posts / rate)) for rate in peer.rates]


def _row(peer: Peer, load, rate: float, seconds: float) -> dict:
    found = load.measure("post", rate=rate, seconds=seconds)
    each = found["cpu"] / found["deliveries"] * 1000 if found["deliveries"] else None
    return {"peer": peer.name, "rate": rate, "cpu_each": each} | found
