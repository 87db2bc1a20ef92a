"""The site as people run it: `manage.py serve` in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

START_PATIENCE = 60
STOP_PATIENCE = 10
# Django's leave to use the ORM beside a running loop is for the tests alone: in the server it would hide faults.
KEPT_FROM_THE_SERVER = {"DJANGO_ALLOW_ASYNC_UNSAFE", "DATABASE_URL", "REDIS_URL"}


class Server:
    """One process, always on the same port, killed and restarted at will."""

    def __init__(self, var_dir: Path, **environment: str):
        self.var_dir = var_dir
        self.log_path = var_dir / "server.log"
        # Bound and never listened on: nobody else gets the port while the server is down, and nobody answers.
        self._claim = socket.socket()
        self._claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._claim.bind(("127.0.0.1", 0))
        self.port = self._claim.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **{name: value for name, value in os.environ.items() if name not in KEPT_FROM_THE_SERVER},
            "VAR_DIR": str(var_dir),
            "SITE_URL": self.url,
            **environment,
        }
        self._process = None

    def start(self, *arguments: str) -> None:
        with self.log_path.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port), *arguments],
                cwd=settings.BASE_DIR,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_healthy()

    def manage(self, *arguments: str) -> None:
        """Run another command of manage.py in the server's surroundings."""
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self._environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait(STOP_PATIENCE)

    def restart(self) -> None:
        if self._process.poll() is None:
            self.kill()
        self.start("--no-prepare")

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        self._claim.close()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while time.monotonic() < deadline and self.is_running:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"The server did not start:\n{self.log[-4000:]}")
