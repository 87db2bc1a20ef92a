"""Who put what to a message: reactions, votes."""

from rooms.views.actions import about
from rooms.views.paging import page_of

PER_PAGE = 50


def list_given(request, message, given, note: str = ""):
    """Show who gave which sign, the latest first, a page at a time.

    given: QuerySet of Reaction or Vote; note: what else is to be said.
    """
    page, following = page_of(request, given.order_by("-pk"), PER_PAGE)
    context = {
        "message": message,
        "given": page,
        "address": request.path,
        "before": following,
        "note": note,
    }
    return about(request, "rooms/message/people.html", context)
