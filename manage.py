#!/usr/bin/env python
"""Parley's command line: `manage.py serve` runs the site, `manage.py help` lists the rest."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 (settings must be named first)
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A setting that cannot be: whoever set it needs the sentence, not where it was noticed.
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
