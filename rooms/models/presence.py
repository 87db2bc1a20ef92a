from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ServerQuerySet(models.QuerySet):
    def lapsed(self):
        """Processes that have not beaten within the lease. The database's clock decides for all of them."""
        return self.filter(beat_at__lt=Now() - timedelta(seconds=settings.PRESENCE_LEASE))


class Server(models.Model):
    """One running process, alive while it beats."""

    key = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField(db_default=Now())

    objects = ServerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key


class Presence(models.Model):
    """One person is here, by one process: in a room, or (without a room) on the site at all."""

    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="presences")
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, null=True, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "user", "server"], name="one_presence_in_a_room"),
            models.UniqueConstraint(
                fields=["user", "server"], condition=models.Q(room=None), name="one_presence_on_the_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} by {self.server}"
