from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts.entrance import Entrance


def site(request):
    """Give templates the site, its entrance and its theme, which cost nothing until they are looked at."""
    entrance = Entrance(request)
    return {
        "site": SimpleLazyObject(lambda: entrance.site),
        "entrance": entrance,
        "theme_style": settings.THEME_STYLE,
    }
