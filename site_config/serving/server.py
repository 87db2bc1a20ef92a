import asyncio
import gc
import logging
import os
from functools import partial

from daphne.server import Server  # first: it gives Twisted its event loop  # isort: skip
from autobahn.websocket.protocol import WebSocketProtocol
from twisted.internet import defer, reactor

from rooms import delivery
from rooms.alarm import Alarm
from site_config.asgi import application
from site_config.serving.inbox import Inbox
from site_config.serving.pings import Pings
from site_config.serving.requests import BoundedHTTPFactory
from site_config.serving.sockets import LongLivedSocket, LongLivedSockets
from site_config.serving.wire import EXTENSION, announcing

logger = logging.getLogger(__name__)

# "Service restart" (RFC 6455, registry of close codes): pages come back by themselves.
SERVICE_RESTART = 1012
# Seconds between the close frames and the end of what has not ended by itself.
FAREWELL = 1.0
# Seconds that what remains to be done may then take: the database or the channel layer may not answer.
PATIENCE = 10


class ParleyServer(Server):
    """Daphne that says goodbye: pages are closed with a code that makes them return, then everything ends."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.ports = []
        self.ended = set()
        self.pings = Pings()
        self.alarm = Alarm()
        # Why it could not begin, if it could not.
        self.failure: str | None = None

    def listen_success(self, port):
        port.transport = announcing(port.transport)
        self.ports.append(port)
        super().listen_success(port)

    def listen_error(self, failure):
        self.failure = failure.getErrorMessage()
        super().listen_error(failure)

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
        if isinstance(protocol, LongLivedSocket):
            inbox = self._begin_socket(protocol, scope)
        else:
            inbox = super().create_application(protocol, scope)
        running = self.connections[protocol]["application_instance"]
        running.add_done_callback(lambda _: self.ended.add(protocol))
        return inbox

    def _begin_socket(self, protocol, scope) -> Inbox:
        if protocol.wire:
            scope["extensions"] = {EXTENSION: protocol.wire}
        scope["asgi"] = {"version": "3.0"}
        inbox = Inbox(protocol.transport.pauseProducing, protocol.transport.resumeProducing)
        application = self.application(scope, inbox.get, partial(self.handle_reply, protocol))
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(application)
        self.pings.add(protocol)
        return inbox

    def protocol_disconnected(self, protocol):
        super().protocol_disconnected(protocol)
        self.ended.add(protocol)
        self.pings.discard(protocol)

    def application_checker(self):
        """Clear away what has ended. Daphne would look at all connections for that, each second."""
        everything = self.connections
        self.connections = {
            protocol: everything[protocol] for protocol in self.ended if protocol in everything
        }
        super().application_checker()
        for protocol in self.ended - set(self.connections):
            if everything.pop(protocol, None) and isinstance(protocol, LongLivedSocket):
                protocol.forget()
        self.ended, self.connections = set(self.connections), everything

    def timeout_checker(self):
        self.pings.send_some()
        reactor.callLater(1, self.timeout_checker)

    def kill_all_applications(self):
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._end_kindly()))

    async def _end_kindly(self) -> None:
        # Who comes back at once must find the next server, not the end of this one.
        for port in self.ports:
            port.stopListening()
        self._close_sockets()
        await asyncio.sleep(FAREWELL)
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.to_thread(self.alarm.stop)
                if hub := delivery.running_hub():
                    await hub.stop()
                await self._cancel_applications()
        except TimeoutError:
            logger.warning("Ended without waiting any longer for what does not answer")

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


class CannotListen(Exception):
    """The address is taken, or not ours to listen on."""


def serve(endpoint: str) -> None:
    """Serve the site on one endpoint (a Twisted endpoint description) until a signal ends it.

    Raises CannotListen.
    """
    spare_collections()
    server = ParleyServer(
        application=application,
        endpoints=[endpoint],
        # Pages stay open for days: only a page that no longer answers is closed (sockets.LongLivedSocket).
        websocket_timeout=-1,
        # After a restart everybody returns at once, and the handshake counts from the first byte.
        websocket_handshake_timeout=30,
        websocket_connect_timeout=30,
        # It binds what we send: catching up sends whole pages of messages. What comes is bounded by its
        # protocol (sockets.LONGEST).
        websocket_max_message_size=8 * 1024 * 1024,
        application_close_timeout=15,
        server_name="parley",
        verbosity=0,
    )
    server.alarm.start()
    server.run()
    if server.failure:
        raise CannotListen(server.failure)
    # A request that was cut off leaves its thread waiting for the loop that has ended, and Python would wait
    # for that thread for ever.
    logging.shutdown()
    os._exit(0)


def spare_collections() -> None:
    """Keep Python's cycle collector from looking through everything while thousands of pages come.

    What was loaded until now stays for good, so it is not looked at again; the rest is seldom in cycles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
