"""Where a fragment goes: the only module that speaks htmx's out-of-band dialect.

Every swap is one element with `hx-swap-oob="STYLE:#ID"`. The styles `log`, `list`, `upsert`,
`close` and `ready` are ours (static/js/parley.js); a swap whose target is not on the page is left out
quietly there. Fragments come rendered, as strings that are safe.
"""

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from rooms.dom import named


def log(room_pk: int, messages: str = "", cursor: int | None = None) -> SafeString:
    """Put messages (whole `li` elements) where they belong in a room's log, each by its id and `data-seq`.

    With a cursor, the page has then applied everything up to that clock value.
    """
    return _swap("ol", "log", named("room", room_pk, "log"), mark_safe(messages), cursor=cursor)


def start_over(room_pk: int, page: str, cursor: int) -> SafeString:
    """Replace all that a log shows by its newest page."""
    return _swap("ol", "innerHTML", named("room", room_pk, "log")) + log(room_pk, page, cursor)


def sync(target: str, items: str) -> SafeString:
    """Make a list hold exactly these items, keeping those that did not change."""
    return _swap("ul", "list", target, mark_safe(items))


def upsert(target: str, items: str) -> SafeString:
    """Replace the items of a list that are there, add those that are not."""
    return _swap("ul", "upsert", target, mark_safe(items))


def replace(target: str, fragment: str) -> SafeString:
    """Put a fragment in the place of the element with the same id."""
    return upsert(target, fragment)


def fill(target: str, text: str) -> SafeString:
    """Change what an element says. The text is escaped."""
    return _swap("div", "innerHTML", target, text)


def follow(target: str, fragment: str, *, box: str, spare: str, in_place_of: str = "") -> SafeString:
    """Fill an element where the box after it is empty, and where it holds `in_place_of` if that is named.

    What was chosen on a page, and still is, stays there.

    htmx complains of a swap that finds no place: elsewhere it goes to `spare`, which is replaced right after.
    """
    held = f":has(#{in_place_of})" if in_place_of else ""
    held += ":not([data-chosen]:has(:checked))"
    # On a page without the element `body` stands in its place, which is left as it is.
    place = f"{target}:is(body, {held}:has(~ #{box}:placeholder-shown)), #{spare}"
    return _swap("div", "innerHTML", place, mark_safe(fragment))


def remove(target: str) -> SafeString:
    """Take an element away."""
    return _swap("i", "delete", target)


def close(target: str) -> SafeString:
    """Close a menu."""
    return _swap("i", "close", target)


def ready(pause: int) -> SafeString:
    """Answer a hello: what the page shows is caught up and live.

    Should it lose the server, it comes back at some moment within `pause` milliseconds.
    """
    return _swap("i", "ready", "page", pause=pause)


def _swap(tag: str, style: str, target: str, content: str = "", **data: int | None) -> SafeString:
    # Put together by hand: each post needs two, a crowd's badges thousands. Ids are ours, marks are numbers.
    marks = "".join(f' data-{name}="{number}"' for name, number in data.items() if number is not None)
    # The attribute comes first: by it the page leaves out a swap that has no place there.
    return mark_safe(f'<{tag} hx-swap-oob="{style}:#{target}"{marks}>{conditional_escape(content)}</{tag}>')
