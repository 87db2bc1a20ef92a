from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rooms import limits


def limited(view):
    """Let one person press only so many buttons at a time. Forms with text in them say it themselves."""

    @wraps(view)
    def within_limit(request, slug, *args, **kwargs):
        if not limits.changes.allows(request.user.pk):
            if request.htmx:
                return HttpResponse(status=429)  # said in words by RefusalMiddleware
            messages.error(request, _("That was fast. Wait a moment, then try again."))
            return redirect("room", slug)
        try:
            return view(request, slug, *args, **kwargs)
        except ObjectDoesNotExist:
            raise Http404 from None  # what it was about was deleted meanwhile

    return within_limit
