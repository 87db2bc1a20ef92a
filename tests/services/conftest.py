"""Two server processes of one site, with a PostgreSQL and a Redis of their own."""

import itertools
from contextlib import ExitStack, contextmanager

import pytest

from tests import errands, servers
from tests.clerk import Clerk

TEMPLATE = "migrated"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == SERVICES:
            item.add_marker(pytest.mark.services)


SERVICES = servers.BASE / "tests" / "services"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.stash.setdefault(FAILED, False)
    item.stash[FAILED] |= report.failed
    return report


FAILED = pytest.StashKey[bool]()


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


class Cluster:
    """A site that two processes serve. east and west: the processes; env: the settings of all."""

    def __init__(self, redis, env: dict[str, str]):
        self.redis = redis
        self.env = env
        self.east = servers.Server(env)
        self.west = servers.Server(env)
        self.clerk = Clerk(env)

    def make_people(self, *names: str) -> list[dict]:
        return list(self.clerk.do(errands.make_people, *names).values())

    def make_room(self, name: str, *usernames: str, kind: str = "open") -> dict:
        return self.clerk.do(errands.make_room, name, kind, *usernames)

    def wait_until_at_one_process(self, username: str, room: dict) -> None:
        servers.wait_until(
            lambda: self.clerk.do(errands.processes_with, username, room["pk"]) == 1,
            f"{username} is counted by one process",
        )


@pytest.fixture
def site_settings():
    """The safety net is far away: what arrives here came by the bells. Modules may want it otherwise."""
    return {"SAFETY_NET_PERIOD": 600, "PRESENCE_GRACE": GRACE}


# Seconds after which a departure shows.
GRACE = 0.3


@pytest.fixture
def cluster(request, postgresql, var_dir, site_settings):
    """Start a cluster with a fresh database."""
    database = f"site{next(NUMBERS)}"
    with ExitStack() as stack:
        redis = stack.enter_context(servers.redis())
        url = postgresql.create(database, like=TEMPLATE)
        stack.callback(postgresql.drop, database)
        env = servers.environment(var_dir, DATABASE_URL=url, REDIS_URL=redis.url, **site_settings)
        made = Cluster(redis, env)
        stack.callback(made.clerk.dismiss)
        stack.enter_context(_serving(request.node, made.east, made.west))
        yield made


NUMBERS = itertools.count(1)


@contextmanager
def _serving(node, *processes):
    try:
        for process in processes:
            process.launch()
        for process in processes:
            process.wait_until_ready()
        yield
    finally:
        for process in processes:
            process.kill()
            if node.stash.get(FAILED, True):
                process.keep_output(servers.RESULTS / node.name)
            process.forget_output()
