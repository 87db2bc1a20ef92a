from django.apps import AppConfig
from django.conf import settings


class PatternsConfig(AppConfig):
    name = "site_config.patterns"

    def ready(self):
        if "django_browser_reload" in settings.INSTALLED_APPS:
            from site_config.development import watch  # noqa: PLC0415 (not installed where the site is served)

            watch()
