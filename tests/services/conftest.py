"""Two server processes of one site, with a PostgreSQL and a Redis of their own."""

import itertools
from contextlib import ExitStack, contextmanager

import pytest

from tests import errands, servers
from tests.clerk import Clerk

TEMPLATE = "migrated"
SERVICES = servers.BASE / "tests" / "services"

# The safety net is far away: what arrives came by the bells. A departure shows after a moment.
SETTINGS = {"SAFETY_NET_PERIOD": 600, "PRESENCE_GRACE": 0.3}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == SERVICES:
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def postgresql():
    with servers.postgresql() as postgresql:
        yield postgresql


@pytest.fixture(scope="session")
def var_dir(tmp_path_factory, postgresql):
    """Secret key and static files, for all processes; and a database to make copies of."""
    folder = tmp_path_factory.mktemp("site")
    env = servers.environment(folder, DATABASE_URL=postgresql.create(TEMPLATE))
    servers.manage(env, "migrate", "--verbosity=0")
    servers.manage(env, "collectstatic", "--verbosity=0", "--no-input")
    return folder


@pytest.fixture
def clerk(env):
    """Somebody who makes people and rooms on the site of the test's own `env`."""
    clerk = Clerk(env)
    yield clerk
    clerk.dismiss()


class Cluster:
    """A site that two processes serve. east and west: the processes."""

    def __init__(self, redis: servers.Redis, env: dict[str, str], server=servers.Server):
        self.redis = redis
        self.east = server(env)
        self.west = server(env)
        self.clerk = Clerk(env)
        self._tests = itertools.count(1)

    def make_people(self, *names: str) -> list[dict]:
        """Make people, with names that others have too; return pk, username and session key of each."""
        return self.clerk.do(errands.make_people, next(self._tests), *names)

    def make_room(self, name: str, *people: dict, kind: str = "open") -> dict:
        """Make a room with these people in it, the first of whom hosts it."""
        pks = [person["pk"] for person in people]
        return self.clerk.do(errands.make_room, f"{name} {next(self._tests)}", kind, *pks)

    def wait_until_at_one_process(self, person: dict, room: dict) -> None:
        servers.wait_until(
            lambda: self.clerk.do(errands.processes_with, person["pk"], room["pk"]) == 1,
            f"{person['username']} is counted by one process",
        )


@pytest.fixture(scope="session")
def cluster(request, postgresql, var_dir):
    """A cluster for tests that leave it as they found it."""
    with running_cluster(request.session, postgresql, var_dir, SETTINGS) as cluster:
        yield cluster


NUMBERS = itertools.count(1)


@contextmanager
def running_cluster(session, postgresql: servers.PostgreSQL, var_dir, settings: dict, server=servers.Server):
    """Run a cluster with these settings and a fresh database. server: the kind of its processes."""
    database = f"site{next(NUMBERS)}"
    with ExitStack() as stack:
        redis = stack.enter_context(servers.redis())
        url = postgresql.create(database, like=TEMPLATE)
        stack.callback(postgresql.drop, database)
        env = servers.environment(var_dir, DATABASE_URL=url, REDIS_URL=redis.url, **settings)
        made = Cluster(redis, env, server)
        stack.callback(made.clerk.dismiss)
        stack.enter_context(_serving(session, made.east, made.west))
        yield made


@contextmanager
def _serving(session, *processes):
    failed_before = session.testsfailed
    try:
        for process in processes:
            process.launch()
        for process in processes:
            process.wait_until_ready()
        yield
    finally:
        for process in processes:
            process.kill()
            if session.testsfailed > failed_before:
                process.keep_output(servers.RESULTS / "servers")
            process.forget_output()
