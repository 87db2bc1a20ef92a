"""HTML on its way to pages."""


class Frame:
    """One message for any number of sockets, encoded once whoever gets it.

    wire: the bytes of an unmasked WebSocket text frame (RFC 6455, section 5.2).
    """

    __slots__ = ("text", "wire")

    def __init__(self, text: str):
        self.text = text

    def __getattr__(self, name):
        # Asked for `wire` the first time; from then on it is found without coming here.
        if name != "wire":
            raise AttributeError(name)
        self.wire = encoded(self.text)
        return self.wire


def encoded(text: str) -> bytes:
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 1 << 16:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload
