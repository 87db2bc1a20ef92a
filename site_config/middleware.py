from django.core.exceptions import BadRequest
from django.utils.deprecation import MiddlewareMixin


class LegibleAddressMiddleware(MiddlewareMixin):
    """Refuses addresses with NUL characters, of which PostgreSQL wants to know nothing."""

    def process_request(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a NUL character.")
