from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rooms.models import Saved
from rooms.views.actions import done, readable_message
from rooms.views.limited import limited

PER_PAGE = 30


@require_GET
@login_required
def index(request):
    """What one saved, newest first, a page at a time."""
    saved, before = Saved.objects.readable(request.user), request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        saved = saved.filter(pk__lt=int(before))
    found = list(saved[: PER_PAGE + 1])
    more = found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
    return render(request, "rooms/saved.html", {"saved": found[:PER_PAGE], "next": more})


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
