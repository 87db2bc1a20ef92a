"""The same application under plain daphne, uvicorn and granian: nobody misses anything there either."""

import signal
import urllib.request
from urllib.parse import urljoin

import pytest

from rooms.replay.html import parsed
from tests import servers
from tests.services.conftest import running_cluster
from tests.services.pages import open_page, pages, people_after_reload, texts_after_reload

APPLICATION = "site_config.asgi:application"
# The safety net is far away: what arrives came by the bells.
SETTINGS = {"SAFETY_NET_PERIOD": 600, "PRESENCE_GRACE": 0.3, "PRESENCE_BEAT": 0.5}


class Daphne(servers.Server):
    """Does not tell the application that it ends: who was here by it goes with its lease."""

    lease = 3

    def arguments(self) -> list:
        return ["-m", "daphne", "--bind", "127.0.0.1", "--port", self.port, APPLICATION]


class Uvicorn(servers.Server):
    lease = 600

    def arguments(self) -> list:
        return ["-m", "uvicorn", "--host", "127.0.0.1", "--port", self.port, APPLICATION]


class Granian(servers.Server):
    lease = 600
    # Killed, it would leave its worker behind.
    harsh = signal.SIGTERM

    def arguments(self) -> list:
        return [
            "-m",
            "granian",
            "--interface",
            "asgi",
            "--host",
            "127.0.0.1",
            "--port",
            self.port,
            APPLICATION,
        ]


@pytest.fixture(scope="module", params=[Daphne, Uvicorn, Granian])
def cluster(request, postgresql, var_dir):
    settings = SETTINGS | {"PRESENCE_LEASE": request.param.lease}
    with running_cluster(request.session, postgresql, var_dir, settings, request.param) as cluster:
        yield cluster


@pytest.fixture
def people(cluster):
    return cluster.make_people("alice", "bob")


@pytest.fixture
def lounge(cluster, people):
    return cluster.make_room("Lounge", *people)


async def test_people_talk_and_see_who_is_here(cluster, lounge, people):
    alice, bob = people
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await alices.sees(lambda: alices.people == ["Alice", "Bob"], "both are here")
        await alices.post("hello")
        await bobs.sees(lambda: bobs.texts == ["hello"], "what Alice said")
        await bobs.post("hello yourself")
        await alices.sees(lambda: alices.texts == ["hello", "hello yourself"], "what Bob said")
        assert await texts_after_reload(cluster.east, bob, lounge) == alices.texts
        await bobs.close()
        await alices.sees(lambda: alices.people == ["Alice"], "Bob is gone")


async def test_a_page_that_was_away_is_caught_up(cluster, lounge, people):
    alice, bob = people
    async with pages((cluster.east, alice, lounge), (cluster.east, bob, lounge)) as (alices, bobs):
        await alices.post("before")
        await bobs.sees(lambda: bobs.texts == ["before"], "what was said before")
        await bobs.close()
        for number in range(3):
            await alices.post(f"meanwhile {number}")
        again = await open_page(cluster.west, bob, lounge, cursor=bobs.log.cursor)
        await again.sees(lambda: len(again.texts) == 3, "what was said meanwhile")
        assert again.texts == [f"meanwhile {number}" for number in range(3)]
        await again.close()


async def test_pages_of_a_server_that_is_stopped_go_on_without_loss(cluster, lounge, people):
    alice, bob = people
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await alices.post("before")
        await bobs.sees(lambda: bobs.people == ["Alice", "Bob"], "both are here")

        cluster.east.signal(signal.SIGTERM)

        await alices.sees(lambda: alices.closed_with, "Alice's page is closed")
        # Codes above 4000 say that a page is not welcome any more.
        assert alices.closed_with < 4000
        await bobs.post("meanwhile")
        await bobs.sees(lambda: bobs.people == ["Bob"], "Alice is gone")
        elsewhere = await open_page(cluster.west, alice, lounge, cursor=alices.log.cursor)
        await elsewhere.sees(lambda: elsewhere.texts == ["meanwhile"], "what was said meanwhile")
        cluster.east.terminate()
        cluster.east.start()
        successor = await open_page(cluster.east, alice, lounge, cursor=alices.log.cursor)
        await successor.post("back again")
        for page in (bobs, elsewhere):
            await page.sees(lambda page=page: page.texts[-2:] == ["meanwhile", "back again"], "everything")
        assert await people_after_reload(cluster.west, bob, lounge) == ["Alice", "Bob"]
        await elsewhere.close()
        await successor.close()


def test_people_sign_in_and_get_static_files(cluster):
    address = f"{cluster.east.url}/accounts/login/"
    page = parsed(read(address)[0])
    assert page.first(id="main").first(name="password")
    styles = urljoin(address, page.first(rel="stylesheet").get("href"))
    body, headers = read(styles)
    assert "@layer" in body
    assert headers["Content-Type"].startswith("text/css")
    assert "immutable" in headers["Cache-Control"]


def read(address: str):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode(), answer.headers
