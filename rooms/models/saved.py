from django.conf import settings
from django.db import models

from rooms.models.room import Room


class SavedQuerySet(models.QuerySet):
    def readable(self, user):
        """What `user` saved and may still read, newest first, with what is shown of it."""
        mine = self.filter(user=user, message__room__in=Room.objects.visible_to(user))
        return mine.select_related("message__author", "message__room__parent").order_by("-pk")

    def save_for(self, user, message) -> None:
        """Keep a message for `user`; saving it again changes nothing."""
        self.get_or_create(user=user, message=message)

    def unsave_for(self, user, message) -> None:
        """Keep it no longer."""
        self.filter(user=user, message=message).delete()


class Saved(models.Model):
    """A message that one person keeps to find it again. Nobody else knows."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved", db_index=False
    )
    message = models.ForeignKey("rooms.Message", on_delete=models.CASCADE, related_name="savings")
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = SavedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "message"], name="saved_once")]

    def __str__(self) -> str:
        return str(self.message)
