from django.conf import settings
from django.utils import timezone, translation

from accounts import zones

# What the page says of its browser's time zone.
ZONE_COOKIE = "tz"


def same_for_everyone(view):
    """Mark a view whose answer depends on nobody, so that nobody is looked up for it."""
    view.same_for_everyone = True
    return view


class PreferencesMiddleware:
    """Serves signed-in people in their language and time zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    # Here and not before, since only now it is known which view answers. First of all that look at views, so
    # that a refusal speaks the language too.
    def process_view(self, request, view, _args, _kwargs):
        if not getattr(view, "same_for_everyone", False):
            prefer(request)


def prefer(request) -> None:
    """Answer this request in the language and time zone of whoever asks."""
    zone = request.COOKIES.get(ZONE_COOKIE, "")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        zone = request.user.time_zone or zone
        if request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
    timezone.activate(zones.find(zone) or timezone.get_default_timezone())
