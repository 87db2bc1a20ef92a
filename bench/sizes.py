"""How large each benchmark is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    # Fan-out and ceiling: readers in one room; seconds at each rate, and at least so many posts; seconds
    # of each try at a ceiling, and how closely it is sought (a factor).
    readers: int = 1000
    seconds: float = 8
    posts: int = 20
    step: float = 4
    close: float = 1.1
    # Connects: sockets in the row; pages that return at once.
    connects: int = 2000
    returning: int = 5000
    # Memory: idle sockets; rounds of a day, each so many messages long.
    idle: int = 5000
    rounds: int = 4
    messages: int = 10_000
    # Growth: messages in a small and a large room; rooms of one person; how often each thing is timed.
    small: int = 1000
    large: int = 1_000_000
    few: int = 10
    many: int = 1000
    times: int = 200


FULL = Sizes()
QUICK = Sizes(
    readers=100,
    seconds=2,
    posts=3,
    step=1,
    close=1.5,
    connects=200,
    returning=300,
    idle=300,
    rounds=3,
    messages=1000,
    large=50_000,
    many=200,
    times=40,
)
