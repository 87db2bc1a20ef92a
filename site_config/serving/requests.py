from daphne.http_protocol import HTTPFactory, WebRequest
from django.conf import settings

TOO_LARGE = b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class BoundedRequest(WebRequest):
    """A request whose body is refused before it is read, once it is longer than the site takes."""

    refused = False
    received = 0

    def gotLength(self, length):
        if length and length > settings.REQUEST_BODY:
            self._refuse()
            length = 0
        super().gotLength(length)

    def handleContentChunk(self, data):
        self.received += len(data)
        if self.received > settings.REQUEST_BODY and not self.refused:
            self._refuse()
        if not self.refused:
            super().handleContentChunk(data)

    def requestReceived(self, *args):
        if not self.refused:
            super().requestReceived(*args)

    def process(self):
        processed = super().process()
        if self.transport is None:
            # It became a WebSocket, and would be kept by the channel as long as that is open.
            self.channel.requests.remove(self)
        return processed

    def _refuse(self) -> None:
        self.refused = True
        self.channel.transport.write(TOO_LARGE)
        self.channel.loseConnection()


class BoundedHTTPFactory(HTTPFactory):
    def buildProtocol(self, addr):
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = BoundedRequest
        return protocol
