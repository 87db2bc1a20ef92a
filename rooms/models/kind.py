from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Who may come into a room, and what it is for."""

    OPEN = "open", _("Open: anybody here may join")
    CLOSED = "closed", _("Closed: by invitation")
    DIRECT = "direct", _("Direct: two people")
    THREAD = "thread", _("Thread: under a message")


# Rooms with a name of their own, to which people come.
SHARED = (Kind.OPEN, Kind.CLOSED)
