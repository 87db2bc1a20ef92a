"""Where a fragment goes: the only module that speaks htmx's out-of-band dialect.

Every swap is one element with `hx-swap-oob="STYLE:#ID"`. The styles `log`, `list`, `upsert` and `replace`
are ours (static/js/parley.js); a swap whose target is not on the page is left out quietly there.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rooms.dom import named

NOTHING = mark_safe("")

# The answer to a hello: what the page shows is caught up and live.
READY = mark_safe('<i hx-swap-oob="ready:#page"></i>')


def log(room_pk: int, messages: str = NOTHING, cursor: int | None = None) -> SafeString:
    """Put messages (whole `li` elements) where they belong in a room's log, each by its id and `data-seq`.

    With a cursor, the page has applied everything up to that clock value.
    """
    target = named("room", room_pk, "log")
    if cursor is None:
        return format_html('<ol hx-swap-oob="log:#{}">{}</ol>', target, mark_safe(messages))
    return format_html(
        '<ol hx-swap-oob="log:#{}" data-cursor="{}">{}</ol>', target, cursor, mark_safe(messages)
    )


def start_over(room_pk: int, page: str, cursor: int) -> SafeString:
    """Replace all that a log shows by its newest page."""
    target = named("room", room_pk, "log")
    return format_html(
        '<ol hx-swap-oob="fresh:#{}" data-cursor="{}">{}</ol>', target, cursor, mark_safe(page)
    )


def sync(target: str, items: str) -> SafeString:
    """Make a list hold exactly these items, keeping those that did not change."""
    return format_html('<ul hx-swap-oob="list:#{}">{}</ul>', target, mark_safe(items))


def upsert(target: str, items: str) -> SafeString:
    """Replace the items of a list that are there, add those that are not."""
    return format_html('<ul hx-swap-oob="upsert:#{}">{}</ul>', target, mark_safe(items))


def replace(target: str, fragment: str) -> SafeString:
    """Put a fragment in the place of the element with the same id."""
    return format_html('<div hx-swap-oob="replace:#{}">{}</div>', target, mark_safe(fragment))


def fill(target: str, content: str) -> SafeString:
    """Change what an element says; text is escaped."""
    return format_html('<div hx-swap-oob="innerHTML:#{}">{}</div>', target, content)


def remove(target: str) -> SafeString:
    return format_html('<i hx-swap-oob="delete:#{}"></i>', target)
