from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rooms import addresses, fragments, log, saying, swaps
from rooms.dom import dom_id
from rooms.models import Draft, Room
from rooms.views.conversation import render_conversation
from rooms.views.page import clock_value
from rooms.views.paging import number_in
from rooms.views.rooms import readable_room


@require_http_methods(["GET", "POST"])
@login_required
def messages(request, slug):
    """A page of older or newer messages, or a message from a page without a socket."""
    room = readable_room(request.user, slug)
    if request.method == "POST":
        return create(request, room)
    return newer(request, room) if "after" in request.GET else older(request, room)


@require_POST
@login_required
def post(request):
    """A message from the outbox of a page whose socket is out of order: it names its room by number."""
    pk = number_in(request.POST.get("room", ""))
    room = Room.objects.visible_to(request.user).filter(pk=pk).first() if pk else None
    return HttpResponse(_answer(room, saying.say(request.POST, room, request.user)))


def older(request, room):
    """What was said before `?before=`, with the way to what is older still, as part of a log."""
    seq = clock_value(request, "before")
    if seq is None:
        return HttpResponse(status=400)
    return render(request, "rooms/older_page.html", {"room": room, "stretch": log.before(room, seq)})


def newer(request, room):
    """What was said after `?after=`, with the way to what is newer still, or with what makes a log live.

    What happened to older messages while the page showed the past comes by its `?cursor=`.
    """
    seq, cursor = clock_value(request, "after"), clock_value(request, "cursor")
    if seq is None or cursor is None:
        return HttpResponse(status=400)
    stretch = log.after(room, seq)
    answer = render(request, "rooms/newer_page.html", {"room": room, "stretch": stretch, "cursor": cursor})
    if stretch.newer is None:
        answer.write(swaps.replace(dom_id(room, "end"), fragments.end(room, None, cursor)))
    return answer


def create(request, room):
    outcome = saying.say(request.POST, room, request.user)
    if outcome.is_refused:
        return render_conversation(request, room, form=outcome.form)
    if outcome.done:
        flash.success(request, outcome.done)
    Draft.objects.drop(room.pk, request.user)
    if room.is_direct:
        return redirect(addresses.of_direct(room.other_than(request.user).username))
    return redirect(room)


def _answer(room, outcome) -> str:
    """The swaps for a page whose socket is out of order."""
    nonce = outcome.form.cleaned_data.get("nonce", "")
    if outcome.is_refused:
        return swaps.fill(f"refusal-{nonce}", outcome.reasons)
    if outcome.done:
        return swaps.remove(f"pending-{nonce}") + swaps.replace(
            "notice", fragments.notice(outcome.done, is_done=True)
        )
    # Where the page has moved on to another room, only the outbox is left to be told.
    return swaps.log(room.pk, fragments.message(outcome.message)) + swaps.remove(f"pending-{nonce}")
