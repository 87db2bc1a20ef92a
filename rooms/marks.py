"""A short stand-in for a text, by which two sides find out whether they have the same."""

import zlib


def mark_of(text: str) -> str:
    """Return the same mark for the same text, and most likely another one for another."""
    return f"{zlib.crc32(text.encode()):x}"
