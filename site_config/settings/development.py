"""What only those who change the site want: pages reload when a template or a style sheet is saved."""

from importlib.util import find_spec

from site_config.settings.site import DEBUG, INSTALLED_APPS, MIDDLEWARE

if DEBUG and find_spec("django_browser_reload"):
    INSTALLED_APPS = [*INSTALLED_APPS, "django_browser_reload"]
    # Inside of what compresses pages.
    place = MIDDLEWARE.index("django.middleware.gzip.GZipMiddleware") + 1
    MIDDLEWARE = [*MIDDLEWARE[:place], "site_config.development.ReloadMiddleware", *MIDDLEWARE[place:]]
