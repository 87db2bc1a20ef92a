from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rooms import fragments, swaps
from rooms.actions import edit
from rooms.dom import dom_id
from rooms.forms.message import EditForm
from rooms.views.actions import done, membership_in, readable_message
from rooms.views.rooms import answers, readable_room

# So far back one's last words are looked for, in changes of the room.
LATELY = 1000


@require_http_methods(["GET", "POST"])
@login_required
def create(request, slug, pk):
    """Say something of one's own in other words."""
    message = readable_message(request.user, slug, pk)
    if message.author_id != request.user.pk:
        raise PermissionDenied
    allowed = edit.is_offered_to(request.user, message, membership_in(message.room, request.user))
    form = EditForm(answers(request), message, request.user, allowed=allowed)
    show = _with_scripts if request.htmx else _page
    return show(request, message, form)


@require_GET
@login_required
def last(request, slug):
    """The same for what one said last, if that was not too long ago."""
    room = readable_room(request.user, slug)
    own = room.messages.filter(author=request.user, retracted_at=None, seq__gt=room.clock - LATELY)
    pk = own.order_by("-seq").values_list("pk", flat=True).first()
    if pk:
        return create(request, slug, pk)
    return HttpResponse(_told(_("You said nothing here lately.")))


def _page(request, message, form):
    if form.is_valid() and form.save():
        return redirect(message)
    if not form.is_bound and not form.allowed:
        raise PermissionDenied
    context = {"message": message, "form": form}
    return render(request, "rooms/edit_message.html", context, status=422 if form.errors else 200)


def _with_scripts(request, message, form):
    """Answer with swaps: an open editor is never rendered anew, for somebody may be typing in it."""
    if form.is_valid() and form.save():
        answer = done(request, message)
        answer.write(swaps.close(dom_id(message, "editor")))
        return answer
    if form.is_bound:
        return HttpResponse(swaps.fill(dom_id(message, "editor-error"), form.reasons()))
    opened = _opened(request, message, form) if form.allowed else _told(form.too_late)
    return HttpResponse(swaps.close("actions") + opened)


def _opened(request, message, form) -> str:
    editor = render_to_string("rooms/editor.html", {"message": message, "form": form}, request)
    return swaps.upsert(dom_id(message.room, "editing"), editor)


def _told(reason) -> str:
    return swaps.replace("notice", fragments.notice(reason))
