"""Pages of what grows without end: each goes on where a key says, however much there is."""

# Any key or clock value of the database is shorter.
DIGITS = 18


def number_in(text: str) -> int | None:
    """Return the whole number that a text is, 0 or more; None where it is none, or none of ours."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def before(request, rows):
    """Return the rows older than the key that the address names in `?before=`, or all of them."""
    key = number_in(request.GET.get("before", ""))
    return rows if key is None else rows.filter(pk__lt=key)


def page_of(request, rows, length: int) -> tuple[list, int | None]:
    """Return a page of rows, the newest first, and the key where the next one begins, None on the last.

    rows: QuerySet, ordered by key downwards; length: rows of a page.
    """
    found = list(before(request, rows)[: length + 1])
    return found[:length], found[length - 1].pk if len(found) > length else None
