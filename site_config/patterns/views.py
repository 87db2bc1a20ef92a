from functools import wraps
from itertools import groupby

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from site_config.patterns.catalogue import ENTRIES

WIDTHS = [360, 768, 1280]  # pixels
SCHEMES = ["light", "dark"]


def for_designers(view):
    """Hide a view from whoever neither develops the site nor looks after it."""

    @wraps(view)
    def hidden(request, *args, **kwargs):
        if not (settings.DEBUG or request.user.is_staff or getattr(request.user, "is_owner", False)):
            raise Http404
        return view(request, *args, **kwargs)

    return require_GET(hidden)


@for_designers
def index(request):
    return render(request, "patterns/index.html", {"groups": _groups()})


@for_designers
def show(request, name):
    """One entry: what its template says of itself, and all its states in frames."""
    context = {"entry": _entry(name), "groups": _groups(), "widths": WIDTHS, "schemes": SCHEMES}
    context |= {"languages": settings.LANGUAGES, "language": _language(request)}
    return render(request, "patterns/entry.html", context)


@for_designers
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF], "form-action": [NONE]})
def show_state(request, name, state):
    """One state by itself. It can stand in a frame of ours, and its forms send nothing."""
    entry = _entry(name)
    if state not in entry.states:
        raise Http404
    scheme = request.GET.get("scheme", "")
    return HttpResponse(entry.show(state, scheme if scheme in SCHEMES else "", _language(request)))


def _language(request) -> str:
    """Return the language that was chosen, "" where none was: the page speaks that of whoever looks."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else ""


def _entry(name: str):
    if name not in ENTRIES:
        raise Http404
    return ENTRIES[name]


def _groups() -> dict[str, list]:
    return {group: list(entries) for group, entries in groupby(ENTRIES.values(), key=lambda e: e.group)}
