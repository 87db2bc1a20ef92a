"""One cluster and one browser program for all; the pages go on from test to test of a file."""

import asyncio

import pytest
import pytest_asyncio

from tests.faults.cluster import running_cluster
from tests.faults.stage import Stage
from tests.faults.window import Windows
from tests.servers import BASE, RESULTS

HERE = BASE / "tests" / "faults"
SEED = 20261122
# Rooms, pages without a browser, browsers; posts a second of each page.
SIZE = 2, 6, 2
PACE = 3.0


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def cluster(request):
    failed_before = request.session.testsfailed
    with running_cluster() as cluster:
        yield cluster
        if request.session.testsfailed > failed_before:
            for server in cluster.servers:
                server.keep_output(RESULTS / "servers")


@pytest.fixture(scope="session")
def windows():
    windows = Windows()
    asyncio.run(windows.start())
    yield windows
    asyncio.run(windows.stop())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(cluster, windows):
    """People in rooms, everything sound."""
    async with Stage(cluster, windows, SEED, SIZE, PACE) as stage:
        yield stage
