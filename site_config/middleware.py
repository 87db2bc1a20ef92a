from django.core.exceptions import BadRequest
from django.utils.deprecation import MiddlewareMixin
from django_htmx.http import reselect, reswap


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
