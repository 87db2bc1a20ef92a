"""What was set from outside, and where the site's files are."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()

# Where the site keeps what it writes: database, secret key, uploads, collected static files.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
env.read_env(VAR_DIR / "env")
