"""A server behind a Unix socket: pages, sockets, and connections that are written to directly."""

import http.client
import secrets
import socket
import subprocess
import sys

import pytest
from websockets.asyncio.client import unix_connect

from rooms.replay.html import parsed
from tests import errands, servers
from tests.services.pages import Page

TOKEN = "a token"
LONG = "long" * 1900


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("127.0.0.1", timeout=10)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class UnixServer(servers.Server):
    def __init__(self, path, env: dict[str, str]):
        self.path = path
        super().__init__(env)

    def arguments(self) -> list:
        return ["manage.py", "serve", "--no-prepare", "--unix", self.path]

    def is_ready(self) -> bool:
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        connection = UnixConnection(self.path)
        connection.request(
            method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def figure(self, name: str) -> float:
        """Return a figure of this process."""
        figures = self.get("/metrics", Authorization=f"Bearer {TOKEN}")[1]
        return next(float(line.split()[1]) for line in figures.splitlines() if line.startswith(f"{name} "))

    async def open_page(self, person: dict, room: dict) -> Page:
        connected = await unix_connect(
            str(self.path),
            f"ws://127.0.0.1/ws/chat/{room['slug']}/",
            origin="http://127.0.0.1:8000",
            additional_headers={"Cookie": f"parley={person['key']}"},
            compression=None,
            close_timeout=2,
        )
        page = Page(connected, room)
        await page.hello(0)
        return page


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    env = servers.environment(
        tmp_path_factory.mktemp("site"), METRICS_TOKEN=TOKEN, BEHIND_PROXY=1, POST_RATE=1000, POST_BURST=1000
    )
    for command in ("migrate", "collectstatic"):
        servers.manage(env, command, "--verbosity=0", "--no-input")
    return env


@pytest.fixture
def server(env, tmp_path):
    """A server whose socket has a name with all that has a meaning in endpoint descriptions."""
    with servers.running(UnixServer(tmp_path / "par:ley=1.sock", env)) as server:
        yield server


@pytest.fixture
def people(clerk):
    return clerk.do(errands.make_people, secrets.randbits(30), "alice", "bob")


@pytest.fixture
def lounge(clerk, people):
    return clerk.do(errands.make_room, secrets.token_hex(4), "open", *(person["pk"] for person in people))


async def test_people_talk_through_a_unix_socket(server, people, lounge):
    alice, bob = people
    alices, bobs = await server.open_page(alice, lounge), await server.open_page(bob, lounge)
    await alices.post("hello")
    await bobs.sees(lambda: bobs.texts == ["hello"], "what Alice said")
    status, page = server.get(f"/chat/{lounge['slug']}/", Cookie=f"parley={bob['key']}")
    assert status == 200
    assert "hello" in parsed(page).first(role="log").text
    await alices.close()
    await bobs.close()


async def test_a_page_behind_a_unix_socket_that_does_not_read_lags_and_is_caught_up(server, people, lounge):
    """Only a connection that is written to directly is known to lag: daphne's own has no bound."""
    alice, bob = people
    alices = await server.open_page(alice, lounge)
    bobs = await server.open_page(bob, lounge)
    bobs.socket.transport.pause_reading()
    said = 0
    while not server.figure("parley_lagging"):
        assert said < 300, "Bob's page does not lag"
        for _n in range(10):
            said += 1
            await alices.post(f"{said} {LONG}")
    bobs.socket.transport.resume_reading()
    await bobs.sees(lambda: len(bobs.texts) == said, "everything")
    assert bobs.texts == alices.texts
    await alices.close()
    await bobs.close()


def test_people_sign_in_through_a_unix_socket(server):
    token = secrets.token_hex(16)
    status, page = server.ask(
        "POST",
        "/accounts/login/",
        "login=nobody&password=wrong",
        Cookie=f"csrftoken={token}",
        X_CSRFToken=token,
        X_Real_IP="192.0.2.1",
        Origin="http://127.0.0.1",
        Content_Type="application/x-www-form-urlencoded",
    )
    assert status == 200
    assert parsed(page).first(role="alert")


def test_a_socket_that_a_killed_server_left_is_taken_over(server):
    server.kill()
    assert server.path.exists()
    server.start()
    assert server.get("/healthz")[0] == 200
    server.terminate()
    assert not server.path.exists()


def test_a_socket_that_is_served_is_left_alone(server, env):
    done = serve(env, "--unix", server.path)
    assert done.returncode == 1
    assert f"Another server listens on {server.path}." in done.stderr
    assert "Traceback" not in done.stderr
    assert server.get("/healthz")[0] == 200


@pytest.mark.parametrize("path", ["no/such/folder/parley.sock", f"{'x' * 200}.sock"])
def test_a_path_that_cannot_be_is_refused_with_a_reason(env, path):
    done = serve(env, "--unix", path)
    assert done.returncode == 1
    assert "Nobody can listen on" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_socket_is_left_alone(env, tmp_path):
    letter = tmp_path / "letter"
    letter.write_text("dear reader")
    done = serve(env, "--unix", letter)
    assert done.returncode == 1
    assert f"Nobody can listen on {letter}" in done.stderr
    assert letter.read_text() == "dear reader"


def test_a_unix_socket_is_for_a_proxy(env, tmp_path):
    done = serve(env | {"BEHIND_PROXY": "0"}, "--unix", tmp_path / "parley.sock")
    assert done.returncode == 1
    assert "set BEHIND_PROXY=1" in done.stderr


def test_a_server_listens_in_one_place(env):
    done = serve(env, "--unix", "parley.sock", "--port", "8000")
    assert done.returncode == 2
    assert "not allowed with" in done.stderr


def serve(env: dict[str, str], *arguments) -> subprocess.CompletedProcess:
    """Run a server that should not."""
    command = [sys.executable, "manage.py", "serve", "--no-prepare", *map(str, arguments)]
    return subprocess.run(
        command, cwd=servers.BASE, env=env, capture_output=True, text=True, check=False, timeout=30
    )
