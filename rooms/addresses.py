"""Addresses that every message bears, kept once made: to work one out takes Django a tenth of a post."""

from functools import lru_cache

from django.urls import reverse

MOST = 10_000


@lru_cache(MOST)
def of_room(slug: str) -> str:
    return reverse("room", args=[slug])


@lru_cache(MOST)
def of_direct(username: str) -> str:
    """Return where one talks with a person alone."""
    return reverse("direct", args=[username])
