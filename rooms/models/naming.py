"""When two names of rooms are the same, and the addresses made of them."""

from django.utils.text import slugify

from site_config.normal import normal

SLUGS_WITH_ANOTHER_USE = {"new"}


def name_key(name: str) -> str:
    """The form of a room's name that decides whether two names are the same to a person."""
    return " ".join(normal("NFKC", name).casefold().split())


def free_slug(name: str, rooms) -> str:
    """Return an address for a room of that name that none of `rooms` has. rooms: RoomManager."""
    wanted = slugify(name, allow_unicode=True)[:60].strip("-") or "room"
    taken = set(rooms.filter(slug__startswith=wanted).values_list("slug", flat=True)) | SLUGS_WITH_ANOTHER_USE
    candidates = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
