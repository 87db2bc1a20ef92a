from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rooms import emoji
from rooms.actions import react
from rooms.models import Reaction
from rooms.views.actions import about, membership_in, press, readable_message
from rooms.views.given import list_given
from rooms.views.quick import TONE, tone_of

PER_PAGE = 200
RECENTS = 16


@require_http_methods(["GET", "POST"])
@login_required
def reacting(request, slug, pk):
    """Put an emoji to a message or take it away; asked without one, the picker."""
    message = readable_message(request.user, slug, pk)
    if request.method == "POST":
        return press(request, message, message.react, request.user, request.POST.get("emoji", ""))
    if not react.is_offered_to(request.user, message, membership_in(message.room, request.user)):
        raise PermissionDenied
    context = _found(request, message)
    if _asks_for(request, "picker-found") or _asks_for(request, "picker-more"):
        return render(request, "rooms/reactions/found.html", context)
    return about(request, "rooms/reactions/picker.html", context | _choices(request))


@require_POST
@login_required
def tone(request, slug, pk):
    """Keep the tone of skin in which one wants to see emoji, and show the picker in it."""
    chosen = request.POST.get("tone", "")
    if chosen in map(str, range(len(emoji.TONES))):
        request.session[TONE] = int(chosen)
    return redirect("react", slug, pk)


@require_GET
@login_required
def index(request, slug, pk):
    """Who reacted to a message, the latest first."""
    message = readable_message(request.user, slug, pk)
    return list_given(request, message, message.reactions.all())


def _found(request, message) -> dict:
    """Return the context of rooms/reactions/found.html: a page of what was searched for."""
    words, start = request.GET.get("q", "")[:80].strip(), request.GET.get("from", "")
    start = int(start) if start.isdecimal() and len(start) < 6 else 0
    matching = emoji.matching(words, get_language())
    following = start + PER_PAGE
    return {
        "message": message,
        "words": words,
        "found": _toned(request, matching[start:following]),
        "following": following if following < len(matching) else None,
        "continued": start > 0,
    }


def _choices(request) -> dict:
    """Return what else the picker offers: tones of skin, and what one used last."""
    language, chosen = get_language(), tone_of(request)
    hands = [emoji.named(emoji.toned("✋", tone), language) for tone in range(len(emoji.TONES))]
    recent = Reaction.objects.recent_of(request.user, RECENTS)
    return {"tone": chosen, "hands": hands, "recent": [emoji.named(sign, language) for sign in recent]}


def _toned(request, entries) -> list:
    tone = tone_of(request)
    return [entry._replace(sign=emoji.toned(entry.sign, tone)) for entry in entries]


def _asks_for(request, target: str) -> bool:
    return bool(request.htmx) and request.htmx.target == target
