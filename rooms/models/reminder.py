from django.conf import settings
from django.db import models, transaction
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from rooms import broadcasts
from rooms.models.due import Due, DueQuerySet
from rooms.models.room import Room

# Characters of a note at most.
NOTE_LENGTH = 500


class ReminderQuerySet(DueQuerySet):
    def readable(self, user):
        """Those of `user` about what they may still read, with what is shown of it; what rang comes first."""
        mine = self.filter(Q(message=None) | Q(message__room__in=Room.objects.visible_to(user)), user=user)
        return mine.select_related("message__author", "message__room__parent").order_by(
            "state", "due_at", "pk"
        )

    def rung(self, user):
        """Those that rang and were not dismissed yet."""
        return self.readable(user).filter(state=Due.State.DONE)

    @transaction.atomic
    def remind(self, user, message, at) -> "Reminder":
        """Remind `user` of a message at a moment. Raises TooMany."""
        self.make_room_for(user=user)
        return self.create(user=user, message=message, due_at=at)

    @transaction.atomic
    def note(self, user, note: str, at) -> "Reminder":
        """Remind `user` in their own words; noted again, it moves to the new moment. Raises TooMany."""
        waiting = {"user": user, "message": None, "note": note, "state": Due.State.WAITING}
        noted = self.filter(**waiting).first()
        if noted is None:
            self.make_room_for(user=user)
            return self.create(**waiting, due_at=at)
        noted.due_at = at
        noted.save(update_fields=["due_at"])
        return noted

    @transaction.atomic
    def dismiss(self, user, pk: int) -> None:
        """Be done with a reminder, whether or not it rang, and on pages that show one that is gone."""
        self.filter(user=user, pk=pk).delete()
        broadcasts.reminder_dismissed(pk, user.pk)

    @transaction.atomic
    def ring(self, pk: int) -> None:
        """Remind somebody now, unless that was done: their pages are told, and it stays until dismissed."""
        reminder = self.claim(pk)
        if reminder and self.readable(reminder.user).filter(pk=pk).exists():
            broadcasts.reminder_rang(reminder)

    def tell_anew(self) -> None:
        """Show those that rang as their message is now: to who may read it, and to all where it is gone."""
        # One statement, whatever their number: the room is locked meanwhile.
        its_reader = OuterRef(OuterRef("user"))
        shown = Q(message__room__in=Room.objects.visible_to(its_reader)) | ~Q(message__retracted_at=None)
        rang = self.filter(shown, state=Due.State.DONE)
        for reminder in rang.select_related("message__author", "message__room"):
            broadcasts.reminder_changed(reminder)


class Reminder(Due):
    """Somebody wants to be reminded of a message, or of what they noted themselves."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    message = models.ForeignKey(
        "rooms.Message", on_delete=models.CASCADE, related_name="reminders", null=True, blank=True
    )
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)

    objects = ReminderQuerySet.as_manager()
    too_many = _("You have very many reminders. Dismiss some of them first.")

    class Meta(Due.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(message=None, note__gt="") | Q(message__isnull=False, note=""),
                name="reminds_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.note or str(self.message)
