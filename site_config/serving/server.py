import asyncio
import gc
import logging
from functools import partial

from daphne.server import Server  # first: it gives Twisted its event loop  # isort: skip
from autobahn.websocket.protocol import WebSocketProtocol
from twisted.internet import defer, reactor

from rooms import delivery
from site_config.asgi import application
from site_config.serving.inbox import Inbox
from site_config.serving.requests import BoundedHTTPFactory
from site_config.serving.sockets import LongLivedSocket, LongLivedSockets
from site_config.serving.wire import EXTENSION

logger = logging.getLogger(__name__)

# "Service restart" (RFC 6455, registry of close codes): pages come back by themselves.
SERVICE_RESTART = 1012
# Seconds between the close frames and the end of what has not ended by itself.
FAREWELL = 1.0
# Each page is pinged once in so many rounds (of so many seconds): a part of them in every round.
ROUND = 1.0
ROUNDS = 60


class ParleyServer(Server):
    """Daphne that says goodbye: pages are closed with a code that makes them return, then everything ends."""

    @property
    def http_factory(self):
        return self._http_factory

    @http_factory.setter
    def http_factory(self, _factory):
        # `run` makes daphne's own factory; its requests would read a body of any length.
        self._http_factory = BoundedHTTPFactory(self)

    @property
    def ws_factory(self):
        return self._ws_factory

    @ws_factory.setter
    def ws_factory(self, _factory):
        self._ws_factory = LongLivedSockets(self, server=self.server_name)

    def create_application(self, protocol, scope):
        if not isinstance(protocol, LongLivedSocket):
            return super().create_application(protocol, scope)
        if protocol.wire:
            scope["extensions"] = {EXTENSION: protocol.wire}
        scope["asgi"] = {"version": "3.0"}
        inbox = Inbox(protocol.transport.pauseProducing, protocol.transport.resumeProducing)
        application = self.application(scope, inbox.get, partial(self.handle_reply, protocol))
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(application)
        return inbox

    rounds = 0

    def timeout_checker(self):
        self.rounds += 1
        for protocol in list(self.connections):
            if isinstance(protocol, LongLivedSocket) and (protocol.number + self.rounds) % ROUNDS == 0:
                protocol.check_timeouts()
        reactor.callLater(ROUND, self.timeout_checker)

    def kill_all_applications(self):
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._end_kindly()))

    async def _end_kindly(self) -> None:
        self._close_sockets()
        await asyncio.sleep(FAREWELL)
        if hub := delivery.running_hub():
            await hub.stop()
        await self._cancel_applications()

    def _close_sockets(self) -> None:
        for protocol in list(self.connections):
            if getattr(protocol, "state", None) == WebSocketProtocol.STATE_OPEN:
                protocol.sendCloseFrame(code=SERVICE_RESTART)

    async def _cancel_applications(self) -> None:
        # Upgrades and reaped connections have no application; the parent's hook trips over them.
        running = [details.get("application_instance") for details in self.connections.values()]
        running = [application for application in running if application and not application.done()]
        for instance in running:
            instance.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def serve(endpoint: str) -> None:
    """Serve the site on one endpoint (a Twisted endpoint description) until a signal ends it."""
    spare_collections()
    ParleyServer(
        application=application,
        endpoints=[endpoint],
        # Pages stay open for days: only a page that no longer answers is closed (sockets.LongLivedSocket).
        websocket_timeout=-1,
        # After a restart everybody returns at once, and the handshake counts from the first byte.
        websocket_handshake_timeout=30,
        websocket_connect_timeout=30,
        # The larger one binds what we send too: catching up sends whole pages of messages.
        websocket_max_message_size=8 * 1024 * 1024,
        websocket_max_frame_size=64 * 1024,
        application_close_timeout=15,
        server_name="parley",
        verbosity=0,
    ).run()


def spare_collections() -> None:
    """Keep Python's cycle collector from looking through everything while thousands of pages come.

    What was loaded until now stays for good, so it is not looked at again; the rest is seldom in cycles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
