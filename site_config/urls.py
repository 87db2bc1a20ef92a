"""The map of the site. Each app keeps its own part."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from site_config import health, metrics

handler404 = "accounts.views.nowhere.show"

reloading = "django_browser_reload"
development = (
    [path("__reload__/", include(f"{reloading}.urls"))] if reloading in settings.INSTALLED_APPS else []
)

urlpatterns = [
    path("", include("rooms.urls")),
    path("", include("accounts.urls")),
    # allauth: sign in, sign up, sign out, email, password, two factors, sessions
    path("accounts/", include("allauth.urls")),
    path("design/", include("site_config.patterns.urls")),
    path("admin/", admin.site.urls),
    *development,
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
