"""What an idle page holds, and whether a day's traffic leaves anything behind."""

from bench.generator import Generator, load_on
from bench.peers import PEERS, Peer, parley
from bench.processes import memory
from bench.sizes import Sizes
from bench.table import Table, add_ratios
from tests.servers import Missing

# Pages that are open before the count begins: what the first ones load is not theirs.
WARM = 50
# A day: rooms, how many people are in each at least, posts and leave-takings a second.
ROOMS, PEOPLE = 10, 1000
RATE, DROPS = 400, 20

IDLE = {
    "peer": ("peer", ""),
    "sockets": ("idle sockets", ",d"),
    "began": ("MiB before", ".1f"),
    "ended": ("MiB after", ".1f"),
    "each": ("KiB each", ".1f"),
    "beside_nchan": ("x nchan", ".2f"),
    "beside_usual": ("x usual", ".2f"),
}
DAY = {
    "when": ("after", ""),
    "posts": ("posts", ",d"),
    "deliveries": ("deliveries", ",d"),
    "returns": ("pages that left and came back", ",d"),
    "resident": ("MiB", ".1f"),
    "growth": ("growth in the round", "+.1%"),
}


def run(sizes: Sizes) -> list[Table]:
    rows, notes = [], []
    for peer in PEERS:
        try:
            rows.append(_idle(peer, sizes.idle))
        except Missing as missing:
            notes.append(f"{peer.name} was left out: {missing}")
    add_ratios(rows, "each", "nchan", "beside_nchan")
    add_ratios(rows, "each", "usual", "beside_usual")
    idle = Table("Memory: idle pages of as many people in one room", IDLE, rows, notes)
    people = min(PEOPLE, sizes.readers)
    title = f"Memory: a day of {people} people in {ROOMS} rooms in minutes ({RATE} posts/s, {DROPS} leave/s)"
    note = "Parley keeps up to 20,000 rendered messages: the first rounds fill that, the last must not grow."
    return [idle, Table(title, DAY, _day(people, sizes), [note])]


def _idle(peer: Peer, count: int) -> dict:
    with peer.serving(count + WARM) as stage, load_on(stage) as load:
        began = _after(load, "connect", count=WARM)
        ended = _after(load, "connect", count=count + WARM)
    each = (ended - began) / count
    return {"peer": peer.name, "sockets": count, "began": began / 1024, "ended": ended / 1024, "each": each}


def _after(load: Generator, act: str, **details) -> float:
    """Have the load do something; return the KiB that the servers hold once all is quiet."""
    load.ask(act, **details)
    load.ask("settle")
    return memory(load.stage.processes)


def _day(people: int, sizes: Sizes) -> list[dict]:
    with parley.site() as site:
        scene = site.arrange("hall", people, ROOMS)
        site.serve()
        stage = site.stage(scene)
        with load_on(stage) as load:
            resident = _after(load, "connect", count=people)
            rows = [{"when": "connecting", "resident": resident / 1024}]
            for number in range(sizes.rounds):
                rows.append(_round(load, number + 1, sizes.messages, rows[-1]["resident"]))
    return rows


def _round(load: Generator, number: int, messages: int, before: float) -> dict:
    found = load.ask("day", rate=RATE, seconds=messages / RATE, drops=DROPS)
    resident = memory(load.stage.processes) / 1024
    return found | {"when": f"round {number}", "resident": resident, "growth": resident / before - 1}
