"""Daphne's WebSockets, made to stay open for days: light to hold, cheap to look after."""

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

from rooms.consumers import FRAME_LENGTH
from site_config.serving.wire import Wire

# A WebSocket ping with nothing in it (RFC 6455, section 5.5.2).
PING = b"\x89\x00"
# How the answer to it begins, and how long it is with its mask.
PONG, PONG_LENGTH = b"\x8a\x80", 6
# Bytes of the longest message that is read, in UTF-8. What has too many characters for a frame, and no more
# bytes than this, is told so; what is longer ends its connection before it has come.
LONGEST = 4 * FRAME_LENGTH
# Counted for each part in which a message comes, so that nobody sends it in endless parts of nothing.
PART = 100


class LongLivedSocket(WebSocketProtocol):
    """One connection of a page. Daphne and autobahn know it as before.

    heard: whether anything came from the page since it was last pinged.
    """

    heard = True

    def onConnect(self, request):
        self.wire = Wire.of(self)
        if self.wire:
            self.wire.give_up_in_time()
        return super().onConnect(request)

    def onOpen(self):
        super().onOpen()
        # Nobody asks for the handshake any more, and it is a third of what a quiet page costs.
        self.request = self.http_request_data = self.http_headers = None
        self.clean_headers = self.application_deferred = None

    def dataReceived(self, data):
        # Autobahn's own way in colours a line for its log first, whether anybody reads it or not, and most of
        # what comes are answers to pings, which need no parser.
        if len(data) == PONG_LENGTH and data.startswith(PONG) and self._is_between_frames():
            self.heard = True
        else:
            self._dataReceived(data)

    def _is_between_frames(self) -> bool:
        return self.state == self.STATE_OPEN and not self.data and self.current_frame is None

    def onMessageFrameBegin(self, length):
        # What the factory is told binds what we send too, and that is longer.
        super().onMessageFrameBegin(length)
        self.message_data_total_length += PART
        if self.message_data_total_length > LONGEST + PART and not self.failedByMe:
            self.wasMaxMessagePayloadSizeExceeded = True
            self._max_message_size_exceeded(self.message_data_total_length, LONGEST, "too long")

    def onMessageEnd(self):
        # Without autobahn's observers, of which there are none.
        if not self.failedByMe:
            self.onMessage(b"".join(self.message_data), self.message_is_binary)
        self.message_data = None

    def onMessage(self, payload, isBinary):
        self.heard = True
        super().onMessage(payload, isBinary)

    def onPong(self, payload):
        self.heard = True

    def forget(self):
        """Let go of everything, once the connection and its application have ended.

        The parts refer to each other, and would wait for Python to look through all it holds.
        """
        vars(self).clear()

    def check_timeouts(self):
        """Ping the page; drop it when it did not even answer the last ping."""
        if self.state != self.STATE_OPEN:
            super().check_timeouts()
        elif not self.heard:
            self.transport.abortConnection()
        else:
            self.heard = False
            self.wire.write(PING) if self.wire else self.sendPing()


class LongLivedSockets(WebSocketFactory):
    """Makes them. What is the same for all connections stands in their class, not in each of them."""

    protocol = LongLivedSocket

    def setProtocolOptions(self, **options):
        super().setProtocolOptions(**options)
        shared = {name: _as_is(getattr(self, name)) for name in LongLivedSocket.CONFIG_ATTRS}
        self.protocol = type("Socket", (LongLivedSocket,), {**shared, "CONFIG_ATTRS": []})


def _as_is(option):
    # A function that stands in a class would be taken for a method.
    return staticmethod(option) if callable(option) else option
