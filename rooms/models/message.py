from django.conf import settings
from django.db import models


class MessageQuerySet(models.QuerySet):
    def with_author(self):
        return self.select_related("author")

    def newest(self, count: int) -> list["Message"]:
        """The last `count` messages, oldest first."""
        return list(self.order_by("-seq")[:count])[::-1]


class Message(models.Model):
    """Something said in a room.

    `seq` is the room's clock at posting and orders the log for ever; `stamp` is the clock of the last
    change; `number` counts the messages of the room from 1, so that unread is a subtraction.
    """

    # The constraints below begin with room and author: indexes of their own would only make posting slower.
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages", db_index=False
    )
    seq = models.PositiveBigIntegerField()
    stamp = models.PositiveBigIntegerField()
    number = models.PositiveBigIntegerField()
    nonce = models.CharField(max_length=32, null=True, help_text="The page's own name for this post")  # noqa: DJ001 (unique where given)
    body = models.TextField()
    continues = models.BooleanField(default=False, help_text="Follows its author's previous message closely")
    posted_at = models.DateTimeField()

    # Whether `room.post` returned what had been stored before.
    repeated = False

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_message_per_tick"),
            models.UniqueConstraint(fields=["author", "nonce"], name="a_post_is_stored_once"),
        ]
        indexes = [models.Index(fields=["room", "stamp"], name="message_changes")]

    def __str__(self) -> str:
        return self.body[:80]
