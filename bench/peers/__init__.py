"""Who is measured. Each is a context, serving(readers), that gives a Stage or raises Missing."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.peers import nchan, node, parley, usual


@dataclass(frozen=True)
class Peer:
    """rates: posts a second that it is asked for; starts: from where its ceiling is sought."""

    name: str
    serving: Callable
    rates: tuple[float, ...] = (1, 10, 100)
    starts: float = 32


PEERS = (
    Peer("nchan", nchan.serving),
    Peer("ws (Node)", node.serving),
    # More than about one message a second they do not survive: see the ceiling.
    Peer("usual", usual.rendering_for_each, rates=(1,), starts=1),
    Peer("usual, once", usual.rendering_once, rates=(1,), starts=1),
    Peer("parley", parley.serving),
)
