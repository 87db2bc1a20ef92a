"""Daphne, as this site runs it."""

from site_config.serving.server import serve

__all__ = ["serve"]
