from django.utils.translation import gettext_lazy as _

from site_config.settings.environment import BASE_DIR

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ja", _("Japanese")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "site_config.formats"
TIME_ZONE = "UTC"
USE_TZ = True
