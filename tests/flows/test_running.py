"""How flows are run: against a site by its address, and what one that fails leaves behind."""

import os
import subprocess
import sys

import pytest

from tests import servers
from tests.flows.plugin import PASSWORD

# One that any site can give what it asks for, and some that want the database.
BY_ADDRESS = ["tests/flows/test_saved.py::test_saving_with_scripts_off", "tests/flows/test_reminders.py"]
OF_TWO_FLOWS_ONE_FAILS = """
from playwright.sync_api import expect
from tests.flows.plugin import *

def test_what_is_there(browse):
    expect(browse().go("/accounts/login/").heading).to_be_visible()

def test_what_is_not(browse):
    expect(browse().go("/accounts/login/").heading).to_have_text("Nobody is at home", timeout=100)
"""


@pytest.fixture
def run(server, enrol, tmp_path):
    """Run flows against this server in a process that knows nothing of it but its address."""
    moderator = enrol("Mona", password=PASSWORD, role="moderator")
    site = {"SITE": server.url, "SITE_USER": moderator.username, "SITE_PASSWORD": PASSWORD}
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    settings = ["-c", servers.BASE / "pyproject.toml", "-p", "no:cacheprovider", "-p", "no:xdist"]

    def run(*flows):
        return subprocess.run(
            [sys.executable, "-m", "pytest", *flows, *settings, "--output", tmp_path / "results"],
            cwd=servers.BASE,
            env=own | site,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_flows_run_against_a_site_by_its_address(run):
    told = run(*BY_ADDRESS)

    assert told.returncode == 0, told.stdout + told.stderr
    assert "1 passed" in told.stdout
    assert "4 flows were left out" in told.stdout


def test_a_flow_that_fails_leaves_a_trace_and_a_picture_and_no_other_does(run, tmp_path):
    (tmp_path / "test_of_two.py").write_text(OF_TWO_FLOWS_ONE_FAILS)

    told = run(tmp_path / "test_of_two.py")

    assert "1 failed, 1 passed" in told.stdout, told.stdout + told.stderr
    [folder] = (tmp_path / "results").iterdir()
    assert folder.name.endswith("test-what-is-not-chromium")
    assert sorted(file.name for file in folder.iterdir()) == ["test-failed-1.png", "trace-1.zip"]
