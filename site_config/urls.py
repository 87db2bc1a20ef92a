"""The map of the site. Each app keeps its own part."""

from django.contrib import admin
from django.urls import include, path

from site_config import health, metrics

handler404 = "accounts.views.nowhere.show"

urlpatterns = [
    path("", include("rooms.urls")),
    path("", include("accounts.urls")),
    # allauth: sign in, sign up, sign out, email, password, two factors, sessions
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
