from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rooms import limits


def limited(view):
    """Let one person change only so many rooms and memberships at a time."""

    @wraps(view)
    def within_limit(request, *args, **kwargs):
        if request.method == "POST" and not limits.changes.allows(request.user.pk):
            messages.error(request, _("That was fast. Wait a moment, then try again."))
            return redirect(request.path if request.resolver_match.url_name == "new-room" else "rooms")
        return view(request, *args, **kwargs)

    return within_limit
