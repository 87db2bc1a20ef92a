"""Python programs that are run to their end beside what is measured."""

import json
import subprocess
import sys

from tests.servers import BASE


def run(env: dict[str, str], module: str, *arguments) -> str:
    """Run a module; return what it printed."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=BASE, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout


def answer(env: dict[str, str], module: str, *arguments):
    """Run a module that prints JSON; return what it says."""
    return json.loads(run(env, module, *arguments))
