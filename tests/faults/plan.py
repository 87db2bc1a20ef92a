"""When what goes wrong, decided by a seed."""

import random
from dataclasses import dataclass

# Seconds between two faults, and how long one lasts: mostly a moment, sometimes longer than any patience.
PAUSE = 1.0, 6.0
MOMENT = 1.0, 12.0
LONG = 40.0, 65.0
SHARE_OF_LONG = 0.15


@dataclass(frozen=True, slots=True)
class Strike:
    """A nemesis at work from `begins` to `ends`, in seconds. seed: for what it decides itself."""

    begins: float
    ends: float
    nemesis: type
    seed: int


def planned(chance: random.Random, seconds: float, nemeses: list[type]) -> list[Strike]:
    """Return strikes within so many seconds, by time; they overlap, but never on one target."""
    strikes: list[Strike] = []
    busy_until: dict[str, float] = {}
    now = chance.uniform(*PAUSE)
    while now < seconds - MOMENT[0]:
        free = [nemesis for nemesis in nemeses if busy_until.get(nemesis.target, 0) <= now]
        if free:
            lasts = chance.uniform(*(LONG if chance.random() < SHARE_OF_LONG else MOMENT))
            strike = Strike(now, min(now + lasts, seconds), chance.choice(free), chance.randrange(2**32))
            strikes.append(strike)
            # What is ended and begun again takes a moment longer than planned.
            busy_until[strike.nemesis.target] = strike.ends + PAUSE[0]
        now += chance.uniform(*PAUSE)
    return strikes
