from django.conf import settings
from django.core.exceptions import BadRequest
from django.shortcuts import resolve_url
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh, reselect, reswap

from rooms import fragments, swaps

# What a page is told in place of a whole page of error, by status.
REASONS = {
    400: _("That could not be read."),
    403: _("You cannot do this, or not any more."),
    404: _("This is not there any more."),
    413: _("That is too long."),
    429: _("That was fast. Wait a moment, then try again."),
}
FAILED = _("Something went wrong here. Try again.")


class LegibleAddressMiddleware(MiddlewareMixin):
    """Refuses addresses with NUL characters, of which PostgreSQL wants to know nothing."""

    def process_request(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a NUL character.")


class BoostMiddleware(MiddlewareMixin):
    """Tells a page that followed a link by htmx what to make of the answer: it takes the view out of it, or
    goes to an error itself, which htmx would not show.

    The link cannot say that: its row in a list may be replaced while the answer is on its way, and htmx reads
    what its surroundings say only then.
    """

    def process_response(self, request, response):
        if "HX-Boosted" in request.headers:
            if response.status_code >= 400:
                response.headers["HX-Redirect"] = request.get_full_path()
            else:
                reswap(reselect(response, "#view"), "outerHTML show:none")
        return response


class RefusalMiddleware(MiddlewareMixin):
    """Tells a page that asked by htmx why nothing came of it, in one fragment: it has no place for a page of
    error, nor for one to sign in on, unless it asked for a whole page.
    """

    FOR_PAGES = frozenset({"HX-Boosted", "HX-History-Restore-Request"})

    def process_response(self, request, response):
        if "HX-Request" not in request.headers or any(header in request.headers for header in self.FOR_PAGES):
            return response
        if response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL)):
            return HttpResponseClientRefresh()  # which asks to sign in, and leads back to the page
        if response.status_code >= 400 and response.status_code != 422:
            reason = REASONS.get(response.status_code, FAILED)
            response.content = swaps.replace("notice", fragments.notice(reason)) + swaps.close("actions")
        return response
