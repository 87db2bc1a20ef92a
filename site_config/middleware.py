from django.core.exceptions import BadRequest
from django.utils.deprecation import MiddlewareMixin


class LegibleAddressMiddleware(MiddlewareMixin):
    """Refuses addresses with NUL characters, of which PostgreSQL wants to know nothing."""

    def process_request(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a NUL character.")


class VisibleErrorMiddleware(MiddlewareMixin):
    """Sends a page that followed a link by htmx to the error itself, which htmx would not show."""

    def process_response(self, request, response):
        if response.status_code >= 400 and "HX-Boosted" in request.headers:
            response.headers["HX-Redirect"] = request.get_full_path()
        return response
