from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from rooms import broadcasts

# Text that is too long to be posted is kept all the same, within reason: a longer frame would cost a page
# its line, so that composers take no more than this.
LONGEST = 2 * settings.MESSAGE_LENGTH


class DraftManager(models.Manager):
    def keep(self, room_pk: int, user, body: str) -> None:
        """Let `body` be what `user` is writing in a room; nothing but spaces is no draft."""
        body = body[:LONGEST]
        if body.strip():
            draft = self.model(room_id=room_pk, user=user, body=body, updated_at=timezone.now())
            # One statement, whether or not there was one.
            self.bulk_create(
                [draft],
                update_conflicts=True,
                unique_fields=["room", "user"],
                update_fields=["body", "updated_at"],
            )
            broadcasts.draft_kept(room_pk, user.pk, body)
        else:
            self.drop(room_pk, user)

    def drop(self, room_pk: int, user) -> None:
        """Forget what `user` was writing in a room: it was sent, or given up."""
        gone, _rows = self.filter(room=room_pk, user=user).delete()
        if gone:
            broadcasts.draft_kept(room_pk, user.pk, "")

    def text(self, room_pk: int, user) -> str:
        """Return what `user` is writing in a room."""
        return self.filter(room=room_pk, user=user).values_list("body", flat=True).first() or ""

    def of_member(self, room_pk: int) -> Coalesce:
        """An expression for queries of memberships: what their person is writing in a room."""
        mine = self.filter(room=room_pk, user=OuterRef("user"))
        return Coalesce(Subquery(mine.values("body")), models.Value(""), output_field=models.TextField())


class Draft(models.Model):
    """What one person is writing in one room and has not sent: it is there on every device of theirs."""

    # The constraint begins with room: an index of its own would be another one to write.
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="drafts", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    body = models.TextField()
    updated_at = models.DateTimeField()

    objects = DraftManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_draft_each")]

    def __str__(self) -> str:
        return self.body[:80]
