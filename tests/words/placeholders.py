"""What stands in a text for something else, and has to stand in its translations too."""

import re
from collections import Counter

HOLES = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|</?[a-z][^<>]*>")


def holes(text: str) -> Counter:
    """Return the placeholders and tags of a text, with how often each stands in it."""
    return Counter(HOLES.findall(text))


def differ(message) -> bool:
    """Whether a translation lacks a placeholder or has one too many.

    Of plurals a form may leave its number out ("one message", "two messages"); the last form has everything.
    """
    if isinstance(message.id, str):
        return holes(message.id) != holes(message.string)
    wanted = holes(message.id[-1])
    return holes(message.string[-1]) != wanted or any(holes(form) - wanted for form in message.string)
