"""Somebody who works on a site's data from outside its servers, as commands and the admin do.

The clerk is a process of its own with the site's settings. It does what it is told by functions of
tests/errands.py: plain arguments in, plain answers out, one JSON line each way.
"""

import json
import subprocess
import sys

from tests.servers import BASE


class Clerk:
    """clerk.do(errands.make_room, "Lounge", "alice") runs that function in the clerk's process."""

    def __init__(self, env: dict[str, str]):
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tests.clerk"],
            cwd=BASE,
            env=env | {"DJANGO_SETTINGS_MODULE": "site_config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, errand, *arguments):
        print(json.dumps([errand.__name__, arguments]), file=self._child.stdin, flush=True)
        answer = self._child.stdout.readline()
        assert answer, f"the clerk stumbled over {errand.__name__}"
        return json.loads(answer)

    def dismiss(self) -> None:
        self._child.stdin.close()
        self._child.wait(10)
        self._child.stdout.close()


def work() -> None:
    """Do one errand after the other until nobody asks any more."""
    import django

    django.setup()
    from django.db import close_old_connections

    from tests import errands

    for line in sys.stdin:
        name, arguments = json.loads(line)
        close_old_connections()  # the database may have been restarted since
        print(json.dumps(getattr(errands, name)(*arguments)), flush=True)


if __name__ == "__main__":
    work()
