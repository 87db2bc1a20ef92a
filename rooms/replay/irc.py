"""What a log of an IRC channel says happened."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

JOINED, LEFT, RENAMED, SAID, DID = "joined", "left", "renamed", "said", "did"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a log.

    text: what was said or done, or the new nick; minute: since the midnight before the log.
    """

    kind: str
    nick: str
    text: str = ""
    minute: int = 0


MESSAGE = re.compile(r"\[(\d\d):(\d\d)\] <([^>]+)> ?(.*)")
# A nick ends where two blanks follow; some logs hold nicks with a blank inside.
EVENTS = (
    (JOINED, re.compile(r"=== (.+?) +has joined [#&]()")),
    (LEFT, re.compile(r"=== (.+?) +has left [#&]()")),
    (LEFT, re.compile(r"=== (.+?) +was kicked off [#&]()")),
    (RENAMED, re.compile(r"=== (.+?) +is now known as (\S.*)")),
    # No nick holds ":" or "/": such lines are the network's own.
    (DID, re.compile(r"=== ([^\s:/]+) +(.*)")),
)
DAY = 24 * 60


def decoded(data: bytes) -> str:
    """Return the text of a log: UTF-8, or what people had before it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def parse(lines: Iterable[str]) -> Iterator[Event]:
    """Return what happened, in the order of the log. Lines that say nothing are left out."""
    minute = None
    for line in lines:
        if said := MESSAGE.fullmatch(line):
            hours, minutes, nick, text = said.groups()
            minute = _not_before(minute, int(hours) * 60 + int(minutes))
            yield Event(SAID, nick.strip(), text, minute)
        elif event := _event(line, minute or 0):
            yield event


def read(data: bytes) -> Iterator[Event]:
    """The same for a whole file."""
    # Not splitlines(): it would break lines at control characters too.
    return parse(line.rstrip("\r") for line in decoded(data).split("\n"))


def _event(line: str, minute: int) -> Event | None:
    for kind, pattern in EVENTS:
        if found := pattern.match(line):
            return Event(kind, found[1].strip(), found[2].strip(), minute)
    return None


def _not_before(last: int | None, minute: int) -> int:
    """Let time pass midnight; clocks that were set back a little stand still meanwhile."""
    if last is None:
        return minute
    ahead = (minute - last) % DAY
    return last + ahead if ahead < DAY / 2 else last
