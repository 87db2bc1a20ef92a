""".ci/install asks for what is needed, and for nothing else."""

import os
import shutil
import subprocess

import pytest

from tests.servers import BASE


@pytest.fixture
def asked(tmp_path):
    """Run it as somebody who may install nothing, on a machine that has Chromium; return how it ends."""
    (tmp_path / "bash").symlink_to(shutil.which("bash"))
    for name, answer in (("chromium", ""), ("id", "1000")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {answer}\n")
        program.chmod(0o755)

    def asked(*names: str):
        env = {"PATH": str(tmp_path), "HOME": os.environ.get("HOME", "/")}
        return subprocess.run(
            [BASE / ".ci" / "install", *names], env=env, capture_output=True, text=True, check=False
        )

    return asked


def test_what_needs_a_browser_asks_for_a_browser_alone(asked):
    ended = asked("chromium")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_what_is_missing_is_said(asked):
    ended = asked("chromium", "redis-server")
    assert ended.returncode == 1
    assert ended.stderr == "Missing: redis-server (on Debian: sudo apt-get install redis-server)\n"


def test_without_names_it_is_all_that_the_tests_need(asked):
    ended = asked()
    assert ended.returncode == 1
    assert "redis-server" in ended.stderr
    assert "chromium" not in ended.stderr
