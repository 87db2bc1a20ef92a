"""What is told to whoever runs the site."""

import os

from site_config.settings.environment import env

# Who may read /metrics: whoever brings this token; without one, whoever asks from this machine.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Without Django's own handler, which while one develops says everything once more.
        "django": {"level": "INFO"},
        # A line for each of a hundred frames would carry away the links that `make design` printed.
        "django.channels.server": {"level": "WARNING"},
        "django.utils.autoreload": {"level": "WARNING"},
    },
}
