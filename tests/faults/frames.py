"""What a page says over its WebSocket, as somebody on the line hears it (RFC 6455, section 5.2)."""

from collections.abc import Iterator

TEXT = 1
HEAD_ENDS = b"\r\n\r\n"


class Eavesdropper:
    """Takes the bytes that a page sends, handshake included, and gives its text frames."""

    def __init__(self):
        self._bytes = b""
        self._shaken_hands = False

    def texts(self, some: bytes) -> Iterator[str]:
        self._bytes += some
        if not self._shaken_hands:
            _head, ends, rest = self._bytes.partition(HEAD_ENDS)
            if not ends:
                return
            self._shaken_hands, self._bytes = True, rest
        while frame := self._next_frame():
            opcode, payload = frame
            if opcode == TEXT:
                yield payload.decode(errors="replace")

    def _next_frame(self) -> tuple[int, bytes] | None:
        """Take one whole frame off the bytes, if there is one. Pages mask theirs and never part them."""
        if len(self._bytes) < 2:
            return None
        size, start = self._bytes[1] & 0x7F, 2
        if size > 125:
            start += 2 if size == 126 else 8
            size = int.from_bytes(self._bytes[2:start], "big")
        end = start + 4 + size
        if len(self._bytes) < end:
            return None
        mask, payload = self._bytes[start : start + 4], self._bytes[start + 4 : end]
        opcode = self._bytes[0] & 0x0F
        self._bytes = self._bytes[end:]
        return opcode, bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
