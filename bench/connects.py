"""How fast people come in, and how fast a crowd that was thrown out is back."""

import time

from bench.generator import Generator, load_on
from bench.peers import PEERS, Peer, parley
from bench.sizes import Sizes
from bench.table import Table, add_ratios
from tests.servers import Missing

SIGNED_IN = {"usual", "usual, once", "parley"}
# Posts that nobody who is away hears, and posts that are said while people come back.
MISSED, MORE = 20, 20

CONNECTS = {
    "peer": ("peer", ""),
    "signed_in": ("signed in", ""),
    "sockets": ("sockets", ",d"),
    "each_second": ("sockets/s", ",.0f"),
    "beside_usual": ("x usual", ".2f"),
    "cpu_each": ("CPU ms each", ".2f"),
    "server_busy": ("server", ".0%"),
    "load_busy": ("load", ".0%"),
}
RETURN = {
    "pages": ("pages", ",d"),
    "down": ("server down s", ".1f"),
    "ready": ("last one live s", ".1f"),
    "caught_up": ("last one caught up s", ".1f"),
    "since_up": ("since the server is up s", ".1f"),
    "behind": ("never caught up", ",d"),
    "tries": ("handshakes tried", ",d"),
    "cpu": ("server CPU s", ".1f"),
    "load_busy": ("load", ".0%"),
}


def run(sizes: Sizes) -> list[Table]:
    rows, notes = [], []
    for peer in PEERS:
        try:
            rows.append(_connects(peer, sizes.connects))
        except Missing as missing:
            notes.append(f"{peer.name} was left out: {missing}")
    add_ratios(rows, "each_second", "usual", "beside_usual")
    connects = Table("Connects: from the handshake to the answer to hello, one core", CONNECTS, rows, notes)
    title = f"Return: the server ends, {MISSED} posts are missed, it starts again; {MORE} more meanwhile"
    return [connects, Table(title, RETURN, [_return(sizes.returning)])]


def _connects(peer: Peer, count: int) -> dict:
    with peer.serving(count) as stage, load_on(stage) as load:
        found = load.measure("connect", count=count)
    return found | {
        "peer": peer.name,
        "signed_in": "yes" if peer.name in SIGNED_IN else "no",
        "each_second": found["sockets"] / found["seconds"],
        "cpu_each": found["cpu"] / found["sockets"] * 1000,
    }


def _return(count: int) -> dict:
    with parley.site() as site:
        scene = site.arrange("hall", count)
        site.serve()
        stage = site.stage(scene)
        with load_on(stage) as load:
            load.ask("connect", count=count)
            load.ask("settle")
            return {"pages": count} | _thrown_out(site, scene["rooms"][0]["pk"], load)


def _thrown_out(site: parley.Site, room: int, load: Generator) -> dict:
    """End the server under open pages, start it again, and time their return."""
    load.ask("expect_return")
    server = site.servers[0]
    server.terminate()
    site.arrange("say", room, MISSED)
    server.start()
    up = time.monotonic()
    found = load.measure("returned", missed=MISSED, more=MORE)
    return found | {
        "down": up - found["dropped_at"],
        "ready": found["ready_at"] - found["dropped_at"],
        "caught_up": found["caught_up_at"] - found["dropped_at"],
        "since_up": found["caught_up_at"] - up,
    }
