"""The site: its address, and what it is made of."""

import os
from urllib.parse import urlsplit

from site_config import secret_key, themes
from site_config.settings.environment import BASE_DIR, VAR_DIR, env
from site_config.settings.theme import THEME_DIR

DEBUG = env.bool("DEBUG", default=False)
# Not through env: that takes a secret that begins with $ for the name of another variable.
SECRET_KEY = os.environ.get("SECRET_KEY") or secret_key.kept_in(VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# The address that people type. Links in mails and the origin check of sockets follow from it.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
address = urlsplit(SITE_URL)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", address.hostname, *env.list("ALLOWED_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Set when a proxy that you run stands in front and names the visitor in X-Real-IP.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "daphne",
    "accounts",
    "rooms",
    "site_config.patterns",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "channels",
    "django_htmx",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
]

# The last one is synchronous only, which lets Django run the whole chain in one thread hop.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "site_config.middleware.LegibleAddressMiddleware",
    "site_config.middleware.BoostMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.middleware.PreferencesMiddleware",
    "site_config.middleware.RefusalMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "site_config.urls"
ASGI_APPLICATION = "site_config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*themes.folders(THEME_DIR, "templates"), BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.site",
                "rooms.context_processors.sidebar",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
