"""What the pages of rooms and of direct conversations have in common."""

import secrets

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from rooms import log
from rooms.actions import offered_to
from rooms.marks import mark_of
from rooms.models import Presence
from rooms.models.draft import LONGEST
from rooms.sidebar import Sidebar
from rooms.views.paging import number_in
from rooms.views.quick import quick_for
from site_config.bidi import isolated


def render_room(request, room, membership, **shown):
    """Show a room that is not direct. shown: as of log_context."""
    people, total = Presence.objects.shown_in(room.pk)
    context = log_context(request, room, membership, membership, **shown) | {
        "members": room.memberships.count(),
        "manages": bool(membership and membership.is_host) or request.user.keeps_order,
        "people": people,
        "people_total": total,
        "placeholder": _("Message to %(room)s") % {"room": isolated(room.name)},
    }
    return render(request, "rooms/page.html", context, status=422 if context["refused"] else 200)


def log_context(request, room, membership, reader, form=None, *, target=None, reply_to=None) -> dict:
    """Return the context of rooms/log.html, rooms/target.html and rooms/composer.html.

    membership: by which one may write here, or None; reader: that which says how far one has read, or None.
    form: a MessageForm that was refused, or a PreviewForm: what was typed stands in the composer again.
    target: a Message, around which the log is opened; reply_to: one that the composer answers.
    """
    unread = reader.unread if reader else 0
    stretch = log.around(room, target.seq) if target else _stretch(request, room, unread)
    first = stretch.first_after(reader.read_number) if unread else None
    draft, answered = (membership.draft, membership.draft_reply_to) if membership else ("", None)
    if form:
        reply_to = _message(room, number_in(form.data.get("reply_to", "")))
    elif answered and not reply_to:
        reply_to = _message(room, answered)
    return {
        "room": room,
        "sidebar": Sidebar(request.user, room),
        "membership": membership,
        "lines": stretch.messages if target else stretch.with_line(first),
        "unread": unread,
        "older": stretch.older,
        "newer": stretch.newer,
        "cursor": room.clock,
        "read": _read(room, unread, first),
        "target": target,
        "actions": offered_to(request.user, target, membership) if target else [],
        "quick": quick_for(request) if target else [],
        "form": form,
        "refused": bool(form and form.errors),
        "preview": getattr(form, "html", None) if form and form.is_valid() else None,
        "nonce": form.data.get("nonce", "") if form else secrets.token_hex(8),
        "reply_to": reply_to,
        "draft": draft,
        "draft_mark": mark_of(draft, answered),
        "draft_length": LONGEST,
        "message_length": settings.MESSAGE_LENGTH,
    }


def _message(room, pk: int | None):
    """Return the message of a room that has this key, None for what is none."""
    return room.messages.with_author().filter(pk=pk).first() if pk else None


def _read(room, unread: int, first) -> int:
    """Return the clock value up to which all on a page is read. first: Message, the first unread there."""
    if not unread:
        return room.clock
    return first.seq - 1 if first else 0


def _stretch(request, room, unread: int) -> log.Stretch:
    for way in (log.before, log.after):
        seq = clock_value(request, way.__name__)
        if seq is not None:
            return way(room, seq)
    return log.newest(room) if "newest" in request.GET else log.unread(room, unread)


def clock_value(request, name: str) -> int | None:
    """Return a value of a room's clock that an address names; None for anything else."""
    return number_in(request.GET.get(name, ""))


def wants_panel(request) -> bool:
    """Whether a page asks for something to be shown beside it."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request
