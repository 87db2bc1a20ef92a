"""Who put what to a message: reactions, votes."""

from rooms.views.actions import about

PER_PAGE = 50


def list_given(request, message, given, note: str = ""):
    """Show who gave which sign, the latest first, a page at a time.

    given: QuerySet of Reaction or Vote; note: what else is to be said.
    """
    before = request.GET.get("before", "")
    given = given.order_by("-pk")
    if before.isdecimal() and len(before) < 19:
        given = given.filter(pk__lt=int(before))
    found = list(given[: PER_PAGE + 1])
    page = found[:PER_PAGE]
    context = {
        "message": message,
        "given": page,
        "address": request.path,
        "before": page[-1].pk if len(found) > len(page) else None,
        "note": note,
    }
    return about(request, "rooms/message/people.html", context)
