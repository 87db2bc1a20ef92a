"""nginx with nchan: channels in C. Neither signs in, nor stores, nor renders."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench.processes import listens, pinned
from bench.stage import Stage
from tests.servers import Missing, Process, free_port, program, running

MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
CONFIG = """
load_module {module};
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 16384; }}
http {{
  access_log off;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location = /hall {{ nchan_pubsub websocket; nchan_channel_id hall; nchan_store_messages off; }}
  }}
}}
"""


@contextmanager
def serving(readers: int):
    nginx = program("nginx", "usr/sbin")
    if not MODULE.exists():
        raise Missing("nchan is missing (on Debian: libnginx-mod-nchan).")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the worker runs as another user
        port = free_port()
        config = Path(folder) / "nginx.conf"
        config.write_text(CONFIG.format(module=MODULE, folder=folder, port=port))
        server = pinned(Process(f"nginx-{port}", [nginx, "-c", config, "-p", folder]))
        with running(server):
            server.wait_until(lambda: listens(port), "nginx listens")
            page = {"url": f"ws://127.0.0.1:{port}/hall", "headers": [], "room": None}
            try:
                yield Stage([server], [page] * readers, post="<text>")
            finally:
                server.terminate()  # killed, it would leave its worker behind
