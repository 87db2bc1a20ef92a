from django.views import defaults

from accounts.middleware import prefer


def show(request, exception):
    """Nothing is here. No view was found, so nobody asked yet which language is read here."""
    prefer(request)
    return defaults.page_not_found(request, exception)
