from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rooms.models import Saved
from rooms.views.actions import done, readable_message
from rooms.views.limited import limited
from rooms.views.paging import page_of

PER_PAGE = 30


@require_GET
@login_required
def index(request):
    """What one saved, newest first, a page at a time."""
    saved, following = page_of(request, Saved.objects.readable(request.user), PER_PAGE)
    return render(request, "rooms/saved.html", {"saved": saved, "next": following})


@require_POST
@login_required
@limited
def create(request, slug, pk):
    message = readable_message(request.user, slug, pk)
    Saved.objects.save_for(request.user, message)
    return done(request, message)


@require_POST
@login_required
@limited
def end(request, slug, pk):
    message = readable_message(request.user, slug, pk)
    Saved.objects.unsave_for(request.user, message)
    return redirect("saved") if "list" in request.POST else done(request, message)
