from site_config import themes
from site_config.settings.environment import BASE_DIR, VAR_DIR
from site_config.settings.site import DEBUG
from site_config.settings.theme import THEME_DIR

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [*themes.folders(THEME_DIR, "static"), BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "site_config.static_storage.StaticFilesStorage"
    },
}
