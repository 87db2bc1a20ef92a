"""This site, as `manage.py serve` runs it, with limits on posts off."""

import atexit
import json
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bench.peers.python import answer
from bench.processes import SERVER_CORE, pinned
from bench.stage import Stage
from tests.servers import Server, environment, manage

UNLIMITED = {"POST_RATE": 1_000_000, "POST_BURST": 1_000_000}
HELLO = json.dumps({"verb": "hello", "log": "<room>:<cursor>"})
POST = '{"verb": "post", "room": <room>, "nonce": "<nonce>", "body": "<text>"}'


class Site:
    """A migrated site and its server processes, one for each of the cores. env: of all its processes."""

    def __init__(self, env: dict[str, str], cores: list[int]):
        self.env = env
        self.servers = [pinned(Server(env), core) for core in cores]

    def arrange(self, scene: str, *numbers: int):
        """Make a scene (a function of bench/scenes.py); return what it says."""
        env = self.env | {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
        return answer(env, "bench.scenes", scene, *numbers)

    def serve(self) -> None:
        for server in self.servers:
            server.launch()
        for server in self.servers:
            server.wait_until_ready()

    def end(self) -> None:
        for server in self.servers:
            server.kill()
            server.forget_output()

    def stage(self, scene: dict) -> Stage:
        """Return the stage of a scene, its readers spread over the servers."""
        pages = [
            _page(self.servers[n % len(self.servers)], scene["rooms"][person["room"]], person["key"])
            for n, person in enumerate(scene["people"])
        ]
        return Stage(self.servers, pages, POST, HELLO)


@contextmanager
def site(cores=(SERVER_CORE,), **settings):
    """Prepare a site that serves once it is told to."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_empty_site(), folder, dirs_exist_ok=True)
        env = environment(folder, **UNLIMITED, **settings)
        if settings:  # which may name another database
            manage(env, "migrate", "-v0")
        prepared = Site(env, list(cores))
        try:
            yield prepared
        finally:
            prepared.end()


@cache
def _empty_site() -> Path:
    """Prepare a site once, for copies."""
    folder = Path(tempfile.mkdtemp(prefix="parley-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for command in (["migrate"], ["collectstatic", "--no-input"]):
        manage(environment(folder), *command, "-v0")
    return folder


@contextmanager
def serving(readers: int):
    with site() as parley:
        scene = parley.arrange("hall", readers)
        parley.serve()
        yield parley.stage(scene)


def _page(server: Server, room: dict, key: str) -> dict:
    headers = [["Cookie", f"parley={key}"], ["Origin", server.url]]
    url = f"ws://127.0.0.1:{server.port}/ws/chat/{room['slug']}/?hello"
    return {"url": url, "headers": headers, "room": room["pk"]}
