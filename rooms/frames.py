"""What stands in the frames that pages send: anybody may send anything."""


def number(value) -> int | None:
    """Return a key or a clock value; None for what is neither."""
    try:
        found = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if 0 <= found < 2**63 else None


def pairs(values) -> list[tuple[int, int] | None]:
    """Return what pages send as "<number>:<number>", one or a list of them; None where it is no pair."""
    return [_pair(value) for value in (values if isinstance(values, list) else [values]) if value]


def _pair(value) -> tuple[int, int] | None:
    first, _colon, second = str(value).partition(":")
    numbers = number(first), number(second)
    return None if None in numbers else numbers
