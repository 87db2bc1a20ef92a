from django.conf import settings
from django.db import models

# A room has so many pins at most: what everything is pinned in, nothing is.
MOST = 50


class TooManyPins(Exception):
    """The room has as many pins as it may have."""


class PinQuerySet(models.QuerySet):
    def with_messages(self):
        """The newest first, with what is shown of them."""
        return self.select_related("message__author", "message__room", "user").order_by("-pk")


class Pin(models.Model):
    """A message that members keep in view for the whole room. The message itself says that it has one."""

    message = models.OneToOneField("rooms.Message", on_delete=models.CASCADE, related_name="pinning")
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="pinnings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who pinned it",
    )
    pinned_at = models.DateTimeField(auto_now_add=True)

    objects = PinQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.message)
