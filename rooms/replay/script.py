"""Who does what, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rooms.forms.text import legible
from rooms.replay import irc

COMES, GOES, SAYS, END = "comes", "goes", "says", "end"


@dataclass(frozen=True, slots=True)
class Step:
    """person: the nick under which somebody first appeared that day; at: seconds since the first step."""

    kind: str
    person: str = ""
    text: str = ""
    at: float = 0


def written(days: Iterable[Iterable[irc.Event]], speed: float) -> Iterator[Step]:
    """Return the steps of all days, one day after the other, with everybody gone in between.

    speed: by how much pauses are shortened; 0 leaves them out.
    """
    start = 0.0
    for day in days:
        steps = [Step(END)]
        for step in _timed(list(day), speed, start):
            steps.append(step)
            yield step
        start = steps[-1].at
        yield Step(END, at=start)


def legible_body(text: str) -> str:
    """Return a line as the site keeps it."""
    return legible(text).strip("\n").rstrip()


def _timed(events: list[irc.Event], speed: float, start: float) -> Iterator[Step]:
    current: dict[str, str] = {}
    first = events[0].minute if events else 0
    for minute, group in groupby(events, key=lambda event: event.minute):
        together = list(group)
        for position, event in enumerate(together):
            # Logs know minutes only: what happened in one is spread over it.
            passed = (minute - first + position / len(together)) * 60
            if step := _step(event, current, start + passed / speed if speed else start):
                yield step


def _step(event: irc.Event, current: dict[str, str], at: float) -> Step | None:
    """current: who bears which nick now."""
    if event.kind == irc.RENAMED:
        current[event.text] = current.pop(event.nick, event.nick)
        return None
    person = current.get(event.nick, event.nick)
    if event.kind == irc.JOINED:
        return Step(COMES, person, at=at)
    if event.kind == irc.LEFT:
        current.pop(event.nick, None)
        return Step(GOES, person, at=at)
    text = event.text if event.kind == irc.SAID else f"* {event.nick} {event.text}"
    return Step(SAYS, person, text, at)
