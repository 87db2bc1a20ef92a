from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from rooms import broadcasts


class MembershipQuerySet(models.QuerySet):
    def of(self, user):
        """The memberships of `user`, most recently spoken-in rooms first, with their rooms."""
        return (
            self.filter(user=user, room__archived_at=None)
            .select_related("room")
            .order_by(F("room__last_posted_at").desc(nulls_last=True), "-room__pk")
        )

    def listed(self):
        """Without threads in which nothing is new: those stand in no list."""
        return self.select_related("room__parent").exclude(
            room__kind="thread", room__posts__lte=F("read_number")
        )

    def at_gate_of(self, room_pk: int):
        """The memberships by which people may write in a room: for a thread those of its home."""
        room = self.model._meta.get_field("room").related_model.objects.filter(pk=room_pk)
        return self.filter(room=Subquery(room.values(gate=Coalesce("home", "pk"))))

    def unread_mentions(self):
        """Return user, room and number of each message that mentions one of these members and is unread."""
        number = "room__mentions__number"
        unread = self.filter(
            Q(room__mentions__user=None) | Q(room__mentions__user=F("user")),
            room__mentions__pk__isnull=False,
            **{f"{number}__gt": F("read_number")},
        )
        return unread.values_list("user", "room", number)


def with_conversations(collector, field, memberships, using) -> None:
    """Whoever is deleted takes their conversations of two along, however they are deleted (on_delete).

    Every page of the other one would look for them.
    """
    models.CASCADE(collector, field, memberships, using)
    rooms = field.model._meta.get_field("room").related_model.objects.using(using)
    directs = rooms.filter(direct_key__isnull=False, memberships__in=[member.pk for member in memberships])
    collector.collect(directs, fail_on_restricted=False)


class Membership(models.Model):
    """One person's place in one room."""

    class Involvement(models.TextChoices):
        EVERYTHING = "everything", _("Everything")
        MENTIONS = "mentions", _("Mentions")
        NOTHING = "nothing", _("Nothing")

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=with_conversations, related_name="memberships"
    )
    is_host = models.BooleanField(default=False)
    involvement = models.CharField(max_length=10, choices=Involvement, default=Involvement.EVERYTHING)
    read_number = models.PositiveBigIntegerField(
        default=0, help_text="Number of the last message that was read"
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_membership_each")]

    def __str__(self) -> str:
        return f"{self.user} in {self.room}"

    @property
    def unread(self) -> int:
        """How many messages were posted after the last one that this person read."""
        return max(0, self.room.posts - self.read_number)

    def unread_mentions(self) -> list[int]:
        """Return the numbers of the unread messages that mention this member."""
        mentions = self.room.mentions.filter(Q(user=None) | Q(user=self.user_id))
        return sorted(set(mentions.filter(number__gt=self.read_number).values_list("number", flat=True)))

    def read_through(self, seq: int) -> None:
        """Take everything up to `seq` for read. Reading never goes backwards."""
        number = self.room.number_at(seq)
        if number <= self.read_number:
            return
        moved = Membership.objects.filter(pk=self.pk, read_number__lt=number).update(read_number=number)
        if moved:
            self.read_number = number
            broadcasts.room_read(self)

    @transaction.atomic
    def unread_from(self, message) -> None:
        """Take a message and all after it for unread, on every page of this person."""
        self.room.lock()
        self.read_number = message.number - 1
        self.save(update_fields=["read_number"])
        broadcasts.room_unread(self, self.unread_mentions())

    @transaction.atomic
    def involve(self, involvement: str) -> None:
        """Hear more or less of the room from now on (Involvement)."""
        self.involvement = involvement
        self.save(update_fields=["involvement"])
        broadcasts.involvement_changed(self)
