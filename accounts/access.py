"""Who may see which page."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied


def only(may_enter):
    """Make a decorator that turns away signed-in people for whom `may_enter(user)` is false."""

    def decorate(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may_enter(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


owners_only = only(lambda user: user.is_owner)
keepers_only = only(lambda user: user.keeps_order)
