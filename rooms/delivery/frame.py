"""HTML on its way to pages."""


class Frame:
    """One message for any number of sockets, encoded once whoever gets it."""

    __slots__ = ("_wire", "text")

    def __init__(self, text: str):
        self.text = text
        self._wire: bytes | None = None

    @property
    def wire(self) -> bytes:
        """The bytes of an unmasked WebSocket text frame (RFC 6455, section 5.2)."""
        if self._wire is None:
            self._wire = encoded(self.text)
        return self._wire


def encoded(text: str) -> bytes:
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 1 << 16:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload
