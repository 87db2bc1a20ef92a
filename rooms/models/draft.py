from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from rooms import broadcasts
from rooms.models.message import Message

# Text that is too long to be posted is kept all the same, within reason: a longer frame would cost a page
# its line, so that composers take no more than this.
LONGEST = 2 * settings.MESSAGE_LENGTH


class Written(NamedTuple):
    """What somebody is writing in a room. reply_to: key of the message that it will answer, or None."""

    body: str = ""
    reply_to: int | None = None


class DraftManager(models.Manager):
    def keep(self, room_pk: int, user, body: str, reply_to: int | None = None) -> None:
        """Let `body` be what `user` is writing in a room; nothing but spaces is no draft."""
        body = body[:LONGEST]
        if body.strip():
            original = _standing(room_pk, reply_to)
            draft = self.model(
                room_id=room_pk, user=user, body=body, reply_to=original, updated_at=timezone.now()
            )
            # One statement, whether or not there was one.
            self.bulk_create(
                [draft],
                update_conflicts=True,
                unique_fields=["room", "user"],
                update_fields=["body", "reply_to", "updated_at"],
            )
            broadcasts.draft_kept(room_pk, user.pk, body, original)
        else:
            self.drop(room_pk, user)

    def drop(self, room_pk: int, user) -> None:
        """Forget what `user` was writing in a room: it was sent, or given up."""
        gone = self.filter(room=room_pk, user=user).first()
        if gone:
            gone.delete()
            broadcasts.draft_kept(room_pk, user.pk, "", answered=gone.reply_to_id)

    def written(self, room_pk: int, user) -> tuple[str, Message | None]:
        """Return what `user` is writing in a room, and the message that it will answer."""
        draft = self.filter(room=room_pk, user=user).first()
        return (draft.body, _standing(room_pk, draft.reply_to_id)) if draft else ("", None)

    def of_member(self, room_pk: int) -> dict[str, models.Expression]:
        """Annotations of memberships: what their person is writing in a room, and what it will answer."""
        mine = self.filter(room=room_pk, user=OuterRef("user"))
        body = Coalesce(Subquery(mine.values("body")), models.Value(""), output_field=models.TextField())
        answered = mine.filter(reply_to__retracted_at=None).values("reply_to")
        return {"draft": body, "draft_reply_to": Subquery(answered)}


class Draft(models.Model):
    """What one person is writing in one room and has not sent: it is there on every device of theirs."""

    # The constraint begins with room: an index of its own would be another one to write.
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="drafts", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    body = models.TextField()
    reply_to = models.ForeignKey(
        "rooms.Message", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    updated_at = models.DateTimeField()

    objects = DraftManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_draft_each")]
        indexes = [
            models.Index(
                fields=["reply_to"], name="draft_replies", condition=models.Q(reply_to__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.body[:80]


def _standing(room_pk: int, pk: int | None) -> Message | None:
    """Return a message of a room, unless it was taken back."""
    if pk is None:
        return None
    return Message.objects.with_author().filter(room=room_pk, pk=pk, retracted_at=None).first()
