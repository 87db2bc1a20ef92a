"""Where the server listens, as Twisted's endpoint descriptions say it."""

import os
import re
import socket
from pathlib import Path


class InUse(Exception):
    """Another server listens there."""


def tcp(host: str, port: int) -> str:
    return f"tcp:port={port}:interface={_quoted(host)}"


def inherited(fd: int) -> str:
    return f"fd:fileno={fd}"


def unix(path: str) -> str:
    """Return the endpoint of a Unix socket, out of whose way goes one that a dead process left.

    Raises InUse, and OSError where there can be none. Not Twisted's own lock file: it takes any process for
    the dead one whose number it got.
    """
    if Path(path).is_socket():
        if _is_served(path):
            raise InUse
        os.unlink(path)
    with socket.socket(socket.AF_UNIX) as trial:
        trial.bind(path)
    os.unlink(path)
    return f"unix:{_quoted(path)}:lockfile=0"


def _is_served(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as visitor:
        try:
            visitor.connect(path)
        except ConnectionRefusedError:
            return False
        return True


def _quoted(argument: str) -> str:
    return re.sub(r"[\\:=]", r"\\\g<0>", argument)
