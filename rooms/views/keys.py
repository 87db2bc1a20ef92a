from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rooms.views.page import wants_panel


@require_GET
@login_required
def index(request):
    """What the keyboard does."""
    return render(request, "rooms/keys_overlay.html" if wants_panel(request) else "rooms/keys.html")
