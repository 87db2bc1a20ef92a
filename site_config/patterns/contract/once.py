"""What is the same in many states, said once: one lost id shows wherever its template is."""

import re
from collections.abc import Iterable, Iterator

NUMBERED = re.compile(r"-\d+\b")


def once(breaches: Iterable[str]) -> Iterator[str]:
    """Say each thing at the first state that shows it, and which entries show it too.

    breaches: “template: what”, or “template, entry/state: what”, where the numbers of ids differ.
    """
    places: dict[str, list[str]] = {}
    for breach in dict.fromkeys(breaches):
        where, _, what = breach.partition(": ")
        same = NUMBERED.sub("-", what) if "/" in _state(where) else breach
        places.setdefault(same, []).append(breach)
    for first, *others in places.values():
        yield f"{first}{_also(first, others)}"


def _also(first: str, others: list[str]) -> str:
    here = _state(first.partition(": ")[0])
    states = dict.fromkeys(_state(breach.partition(": ")[0]) for breach in others)
    states.pop(here, None)
    if not states:
        return ""
    entries = ", ".join(dict.fromkeys(state.split("/")[0] for state in states))
    return f" The same in {len(states)} more {'states' if len(states) > 1 else 'state'} ({entries})."


def _state(where: str) -> str:
    """Return message/plain of “rooms/fragments/message.html, message/plain, dark”."""
    return where.split(", ")[1] if ", " in where else ""
