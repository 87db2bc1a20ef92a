"""Real browsers, a real server. Each flow has people and rooms of its own; nothing is ever flushed.

The server remembers (rendered messages, who is here), so a primary key must never mean two things.
"""

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils.text import slugify
from playwright.sync_api import expect

from rooms.models import Room
from tests import servers
from tests.flows.guard import Guard
from tests.flows.network import Network
from tests.flows.pages.direct_page import DirectPage
from tests.flows.pages.room_page import RoomPage
from tests.flows.pages.site_page import SitePage

PATIENCE = 10_000  # milliseconds
SWIFT = {
    "PRESENCE_GRACE": "1.5",
    "PRESENCE_BEAT": "1",
    "PRESENCE_LEASE": "4",
    "SAFETY_NET_PERIOD": "0.5",
    "POST_RATE": "1000",
    "POST_BURST": "1000",
}
PASSWORD = "violet harbour lamp"

expect.set_options(timeout=PATIENCE)


# The site


@pytest.fixture(scope="session")
def database(django_db_blocker, tmp_path_factory):
    """A database for each run and worker, which the server opens too: tests set their scenes in it."""
    # Playwright keeps a loop running in this thread; Django would take each query here for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    file = tmp_path_factory.mktemp("database") / "parley.sqlite3"
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = str(file)
        call_command("migrate", verbosity=0)
        # A site takes people in only once somebody owns it.
        get_user_model().objects.create_user("owner", role="owner")
        yield file
        connection.close()


@pytest.fixture(scope="session")
def var_dir(tmp_path_factory, worker_id):
    """Static files for every server of this run, collected by whichever worker comes first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "static" / "staticfiles.json").exists():
            servers.manage(servers.environment(folder), "collectstatic", "--verbosity=0", "--no-input")
    return folder


@pytest.fixture(scope="session")
def running_server(database, var_dir):
    with serving(var_dir, DATABASE_URL=f"sqlite:///{database}", SECRET_KEY=settings.SECRET_KEY) as server:
        yield server


@pytest.fixture
def server(running_server):
    """The server, which a flow may kill: it runs again before the next one."""
    yield running_server
    if not running_server.alive:
        running_server.start()


@contextmanager
def serving(var_dir, **environment):
    """Run a server process from here to the end of the block."""
    port = servers.free_port()
    environment = {"SITE_URL": f"http://127.0.0.1:{port}", **SWIFT, **environment}
    with servers.running(servers.Server(servers.environment(var_dir, **environment), port)) as server:
        yield server


@pytest.fixture
def network(server):
    network = Network(server.port)
    yield network
    network.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and server:
        report.sections.append(("Captured server log", server.tail()))
        server.keep_output(servers.RESULTS / "servers")
    return report


# People and rooms


@pytest.fixture(autouse=True)
def _swift_and_separate(database):
    """In place of the one for tests in this process: the server's password hashing is the real one."""


@pytest.fixture
def enrol(database):
    """Make a person whom others call `name`; with a password only where one is given."""

    def enrol(name, password=None, **fields):
        username = f"{slugify(name)}-{secrets.token_hex(4)}"
        return get_user_model().objects.create_user(username, password=password, display_name=name, **fields)

    return enrol


@pytest.fixture
def alice(enrol):
    return enrol("Alice")


@pytest.fixture
def bob(enrol):
    return enrol("Bob")


@pytest.fixture
def carol(enrol):
    return enrol("Carol")


@pytest.fixture
def unique():
    """Make a room's name that no other flow uses."""
    return lambda name: f"{name} {secrets.token_hex(4)}"


@pytest.fixture
def lounge(alice, bob, unique):
    """An open room."""
    room = Room.objects.open_up(alice, unique("Lounge"))
    room.admit(bob)
    return room


@pytest.fixture
def library(alice, bob, unique):
    """Another open room of the same people."""
    room = Room.objects.open_up(alice, unique("Library"))
    room.admit(bob)
    return room


@pytest.fixture
def cellar(alice, bob, unique):
    """A closed room."""
    room = Room.objects.open_up(alice, unique("Cellar"), kind=Room.Kind.CLOSED)
    room.admit(bob)
    return room


# Browsers


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium: Playwright's own cannot be had everywhere."""
    chromium = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium")
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium, "args": arguments}


@pytest.fixture
def guard():
    guard = Guard()
    yield guard
    assert guard.complaints == []


@pytest.fixture
def browse(server, guard, new_context):
    """Open a browser of its own at the first page, for somebody or nobody."""

    def browse(person=None, through=None, **context_options):
        site = through or server
        context = new_context(base_url=site.url, **context_options)
        context.set_default_timeout(PATIENCE)
        guard.watch(context)
        if person:
            context.add_cookies([{"name": "parley", "value": session_of(person), "url": site.url}])
        return SitePage(context.new_page())

    return browse


@pytest.fixture
def enter(browse):
    """Open a room for a person, in a browser of its own."""

    def enter(room, person, **context_options):
        return RoomPage(browse(person, **context_options).page, room).open()

    return enter


@pytest.fixture
def another_tab():
    """Open a room in a second tab of the browser that shows `beside`."""

    def another_tab(beside, room=None):
        return RoomPage(beside.page.context.new_page(), room or beside.room).open()

    return another_tab


@pytest.fixture
def write_to(browse):
    """Open the conversation of a person with another one as a page, in a browser of its own."""

    def write_to(other, person, **context_options):
        return DirectPage(browse(person, **context_options).page, other).open()

    return write_to


def session_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["parley"].value
