"""What a frame brings, as far as it is measured."""

import re
import time
from typing import NamedTuple

# Stands in each post, followed by when it was due, in microseconds of the monotonic clock.
MARK, DIGITS = b"sent=", 16
CURSOR = re.compile(rb'data-cursor="(\d+)"')
READY = b"ready:#page"
# Within how many milliseconds a page is to come back, should it lose the server.
PAUSE = re.compile(rb'ready:#page" data-pause="(\d+)"')

# Brings a post to about a hundred characters.
FILLING = "and some more words, as many as people usually write in a line of their chat"


def text_sent(at: float) -> str:
    """Return a post that was due at a time of the monotonic clock."""
    return f"{MARK.decode()}{int(at * 1e6):0{DIGITS}d} {FILLING}"


def now() -> int:
    return time.monotonic_ns() // 1000


class Sight(NamedTuple):
    """posts: how many; oldest, newest: when they were due; cursor, pause: 0 where none is said."""

    posts: int
    oldest: int
    newest: int
    cursor: int
    ready: bool
    pause: int

    @classmethod
    def of(cls, payload: bytes) -> "Sight":
        posts = payload.count(MARK)
        oldest = _time(payload, payload.find(MARK)) if posts else 0
        newest = _time(payload, payload.rfind(MARK)) if posts > 1 else oldest
        cursors = CURSOR.findall(payload)
        ready = READY in payload
        pause = PAUSE.search(payload) if ready else None
        return cls(
            posts, oldest, newest, int(cursors[-1]) if cursors else 0, ready, int(pause[1]) if pause else 0
        )


def _time(payload: bytes, at: int) -> int:
    start = at + len(MARK)
    return int(payload[start : start + DIGITS])


def posts_in(payload: bytes) -> set[bytes]:
    """Return what tells the posts of a frame apart."""
    return set(re.findall(MARK + rb"(\d+)", payload))
