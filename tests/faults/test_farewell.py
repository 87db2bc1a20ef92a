"""SIGTERM under load: the process ends well, and its pages go on at the other one."""

import asyncio
import os
import signal
from contextlib import contextmanager

import psycopg
import pytest

from tests.faults.cluster import SERVICE_RESTART
from tests.faults.nemeses import FAREWELL
from tests.faults.operations import Say
from tests.servers import wait_until

# The pages live on between the tests.
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_server_says_goodbye_and_everybody_goes_on_at_the_other(stage):
    stage.talk(does=[Say()])
    await stage.acknowledged(20)
    staying, leaving = sorted(stage.cluster.servers, key=lambda server: len(stage.clients_at(server)))
    guests = stage.clients_at(leaving)
    assert guests, "nobody is at the server that leaves"

    leaving.signal(signal.SIGTERM)
    await asyncio.to_thread(wait_until, lambda: not leaving.alive, "the server ended", FAREWELL)
    assert leaving.exit_code == 0, leaving.tail()
    await stage.sees(lambda: all(client.close_codes for client in guests), "every page has noticed")
    assert {client.close_codes[0] for client in guests} == {SERVICE_RESTART}

    await stage.acknowledged(40)
    assert {line.server_port for line in stage.proxy.sockets} == {staying.port}
    await stage.compare()
    await asyncio.to_thread(leaving.start)


async def test_a_server_ends_though_the_database_does_not_answer(stage):
    (leaving, _staying), database = stage.cluster.servers, stage.cluster.postgresql
    stage.talk(does=[Say()])
    await stage.acknowledged(20)
    with frozen(database.url("site")):
        leaving.signal(signal.SIGTERM)
        await asyncio.to_thread(wait_until, lambda: not leaving.alive, "the server ended", FAREWELL)
    assert leaving.exit_code == 0, leaving.tail()
    await stage.compare()


@contextmanager
def frozen(url: str):
    """Let nobody who is connected to a database get an answer."""
    with psycopg.connect(url, autocommit=True) as connection:
        others = "SELECT pid FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()"
        pids = [pid for (pid,) in connection.execute(others)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
