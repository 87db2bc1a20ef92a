"""Which Chromium looks at pages that nobody sees."""

import os
import shutil

# The shell is Chromium without its windows: where it is installed, everything takes half the time.
NAMES = ("chromium-headless-shell", "chromium")


def program() -> str | None:
    """Return the path of what E2E_CHROMIUM names, or of what is installed; None where nothing is."""
    return next(filter(None, (os.environ.get("E2E_CHROMIUM"), *map(shutil.which, NAMES))), None)
