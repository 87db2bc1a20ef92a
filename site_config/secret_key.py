"""The site's secret: made on the first run, kept in a file that only its owner reads."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """Return the secret in the file at `path`, making it when there is none.

    Two processes that start at once agree: only one of them can create the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(file, "w") as opened:
        opened.write(get_random_secret_key())
    return _read(path)


def _read(path: Path) -> str:
    secret = path.read_text().strip()
    if not secret:
        raise RuntimeError(f"{path} is empty. Delete it, and the next start makes a new secret key.")
    return secret
