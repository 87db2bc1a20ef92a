"""What is measured: how each peer is started, and what its readers and writers say."""

import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NCHAN = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
SEED = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
from rooms.models import Membership, Room
User.objects.bulk_create(User(username=f"u{n}", password="!", display_name=f"Reader {n}") for n in range(%d))
users = list(User.objects.order_by("pk"))
room = Room.objects.open_up(users[0], "Hall")
Membership.objects.bulk_create(Membership(room=room, user=user) for user in users[1:])
keys = []
for user in users:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    keys.append(session.session_key)
print(json.dumps({"room": room.pk, "keys": keys}))
"""


@contextmanager
def parley(folder: Path, readers: int, port: int, core: int):
    """Yield (plan, process ids) of this site with one room that everybody is in."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "VAR_DIR": str(folder),
        "POST_RATE": "1000000",
        "POST_BURST": "1000000",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)
    subprocess.run([*manage, "collectstatic", "-v0", "--noinput"], env=environment, check=True)
    seeded = subprocess.run(
        [*manage, "shell", "-v0", "-c", SEED % readers],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    scene = json.loads(seeded.stdout.strip().splitlines()[-1])
    serve = ["taskset", "-c", str(core), *manage, "serve", "--no-prepare", "--port", str(port)]
    with running(serve, f"http://127.0.0.1:{port}/healthz", env=environment) as server:
        yield _parley_plan(scene, port), [server.pid]


def _parley_plan(scene: dict, port: int) -> dict:
    origin = ["Origin", f"http://127.0.0.1:{port}"]
    return {
        "url": f"ws://127.0.0.1:{port}/ws/chat/hall/",
        "hello": json.dumps({"verb": "hello", "log": f"{scene['room']}:1"}),
        "post": json.dumps({"verb": "post", "room": scene["room"], "nonce": "NONCE", "body": "TEXT"}),
        "readers": [{"headers": [["Cookie", f"parley={key}"], origin]} for key in scene["keys"]],
    }


NGINX = """
load_module {module};
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off;
  server {{
    listen 127.0.0.1:{port};
    location = /healthz {{ return 200; }}
    location = /hall {{ nchan_pubsub websocket; nchan_channel_id hall; nchan_store_messages off; }}
  }}
}}
"""


@contextmanager
def nchan(folder: Path, readers: int, port: int, core: int):
    """Yield (plan, process ids) of nginx with nchan; None where it is not installed."""
    if not NCHAN.exists() or not shutil.which("nginx"):
        yield None
        return
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(module=NCHAN, folder=folder, port=port))
    serve = ["taskset", "-c", str(core), "nginx", "-c", str(config), "-p", str(folder)]
    with running(serve, f"http://127.0.0.1:{port}/healthz") as server:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        plan = {
            "url": f"ws://127.0.0.1:{port}/hall",
            "hello": None,
            "post": "TEXT",
            "readers": [{"headers": []} for _n in range(readers)],
        }
        yield plan, [server.pid, *map(int, children)]


@contextmanager
def running(command: list[str], url: str, env: dict | None = None):
    """Run a server until the block ends; it must answer `url` within 30 seconds."""
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        _wait_for(url)
        yield server
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
