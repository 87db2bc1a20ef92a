"""A server, ready to be measured."""

from dataclasses import dataclass, field

from bench.processes import family
from tests.servers import Process


@dataclass
class Stage:
    """Server processes with a room (or several), and what their pages say.

    readers: a dict of each page: url, headers, room.
    hello, post: what a page says when it has connected, and to post; <room>, <cursor>, <nonce> and <text>
    stand for these. Without a hello, a page is ready once it has connected.
    services: processes that the servers lean on.
    """

    servers: list[Process]
    readers: list[dict]
    post: str
    hello: str | None = None
    services: list[Process] = field(default_factory=list)

    @property
    def processes(self) -> list[int]:
        return [pid for server in self.servers for pid in family(server.pid)]

    @property
    def plan(self) -> dict:
        """What the load has to know."""
        return {"readers": self.readers, "hello": self.hello, "post": self.post}
