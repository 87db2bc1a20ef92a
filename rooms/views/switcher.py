from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rooms.destinations import destinations
from rooms.views.page import wants_panel


@require_GET
@login_required
def index(request):
    """Where the words that one types may lead; or straight there, once one has pressed Enter."""
    words = request.GET.get("q", "").strip()[:80]
    rows = destinations(request.user, words)
    if wants_panel(request):
        return render(request, "rooms/destinations.html", {"rows": rows, "words": words})
    if rows:
        return redirect(rows[0].address)
    return redirect(f"{reverse('rooms')}?{urlencode({'q': words})}")
