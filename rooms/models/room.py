from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from rooms import addresses, broadcasts
from rooms.models import posting
from rooms.models.draft import Draft
from rooms.models.kind import SHARED, Kind
from rooms.models.membership import Membership
from rooms.models.message import Message
from rooms.models.naming import name_key
from rooms.models.poll import Poll
from rooms.models.room_manager import RoomManager
from rooms.models.thread import Threaded


class Room(Threaded, models.Model):
    """A conversation. `clock` grows by one for each change in it, under the row's lock."""

    Kind = Kind
    SHARED = SHARED

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OPEN)
    name = models.CharField(max_length=80, blank=True)
    name_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 (conversations of two have none)
    slug = models.CharField(max_length=80, unique=True)
    topic = models.CharField(max_length=250, blank=True)
    direct_key = models.CharField(max_length=50, null=True, unique=True)  # noqa: DJ001 (only conversations of two)
    home = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="threads")
    parent = models.OneToOneField(
        "rooms.Message", on_delete=models.CASCADE, null=True, related_name="thread", help_text="Of a thread"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    clock = models.PositiveBigIntegerField(default=0)
    heading_stamp = models.PositiveBigIntegerField(
        default=0, help_text="Clock at which the heading last changed"
    )
    posts = models.PositiveBigIntegerField(default=0, help_text="How many messages were ever posted")
    last_posted_at = models.DateTimeField(null=True)
    pins = models.PositiveSmallIntegerField(default=0, help_text="How many messages are pinned")

    objects = RoomManager()

    class Meta:
        ordering = ["name_key"]

    def __str__(self) -> str:
        return self.name or self.slug

    def get_absolute_url(self) -> str:
        return addresses.of_room(self.slug)

    @property
    def is_direct(self) -> bool:
        return self.kind == self.Kind.DIRECT

    @property
    def is_open(self) -> bool:
        return self.kind == self.Kind.OPEN

    @property
    def is_shared(self) -> bool:
        return self.kind in self.SHARED

    @staticmethod
    def slug_of_thread(message_pk: int) -> str:
        return f"thread:{message_pk}"

    @property
    def direct_user_pks(self) -> list[int]:
        return [int(pk) for pk in self.direct_key.split(":")] if self.direct_key else []

    def other_than(self, user):
        """Return the one with whom `user` talks in this direct conversation."""
        return get_user_model().objects.get(pk=next(pk for pk in self.direct_user_pks if pk != user.pk))

    # Talking

    def post(
        self,
        author,
        body: str,
        nonce: str | None = None,
        at: datetime | None = None,
        reply_to: int | None = None,
        *,
        away: bool = False,
    ) -> Message:
        """Say something to everyone here. The same nonce from the same author is the same message.

        at: when it was said, for what is told again; the order of the log is that of the posts.
        reply_to: key of the message of this room that it answers; away: the author is not there, and has
        read no more than before.

        Raises NotAMember, RoomIsArchived and NothingToAnswer.
        """
        about = {"at": at, "reply_to": reply_to, "away": away}
        return self._once(author, nonce, partial(self._post, author, body, nonce or None, **about))

    def ask(
        self, author, question: str, options: list[str], nonce: str | None = None, *, at=None, **how
    ) -> Message:
        """Ask everyone here something that is answered by voting; otherwise as `post`.

        how: multiple, anonymous: bool; closes_at: datetime or None.
        """
        return self._once(
            author,
            nonce,
            partial(self._ask, author, question, nonce or None, at, {"options": options, **how}),
        )

    @staticmethod
    def _once(author, nonce: str | None, say: Callable[[], Message]) -> Message:
        try:
            return say()
        except IntegrityError:
            # The rare case costs a query, in place of a look before each post.
            said = author.messages.filter(nonce=nonce).with_author().first() if nonce else None
            if said is None:
                raise
            said.repeated = True
            return said

    @transaction.atomic
    def _post(self, *said, **about) -> Message:
        message = posting.write(self, *said, **about)
        self._posted(message)
        return message

    @transaction.atomic
    def _ask(self, author, question: str, nonce: str | None, at, how: dict) -> Message:
        message = posting.write(self, author, question, nonce, at=at)
        Poll.objects.create(message=message, **how)
        # Messages whose stamp is that of their place are taken for bare words.
        message.stamp = self.tick()
        message.save(update_fields=["stamp"])
        self._posted(message)
        return message

    def _posted(self, message: Message) -> None:
        broadcasts.message_posted(message)
        if self.is_thread:
            self.parent = Message.objects.with_author().select_related("room").get(pk=self.parent_id)
            self.parent.count_replies(self.posts, message.posted_at)

    def number_at(self, seq: int) -> int:
        """Return how many messages had been posted when the clock showed `seq`."""
        last = self.messages.filter(seq__lte=seq).order_by("-seq").values_list("number", flat=True).first()
        return last or 0

    # People

    @transaction.atomic
    def admit(self, user) -> Membership:
        """Make `user` a member, with everything said so far taken for read."""
        self.lock()
        membership, created = self.memberships.get_or_create(user=user, defaults={"read_number": self.posts})
        if created:
            membership.room = self
            self._heading_changed()
            broadcasts.membership_began(membership)
        return membership

    # A post in a thread takes the thread's lock, then its home's (to say there how much was said). Whatever
    # concerns both has to take them in that order too, or one after the other.

    def dismiss(self, user) -> None:
        """End the membership of `user`: where the room is not open, its pages and its threads go dark."""
        self._dismiss(user)
        self._leave_threads(user)

    @transaction.atomic
    def _dismiss(self, user) -> None:
        self.lock()
        deleted, _rows = self.memberships.filter(user=user).delete()
        if deleted:
            self._heading_changed()
            broadcasts.membership_ended(self, user)

    def membership_of(self, user) -> Membership | None:
        """Return the membership by which `user` may write here, with what they were writing here.

        For a thread that is the one in its home.
        """
        mine = self.gate.memberships.filter(user=user).select_related("room")
        return mine.annotate(**Draft.objects.of_member(self.pk)).first()

    def is_managed_by(self, user) -> bool:
        """Whether `user` may rename, archive or delete this room and remove its members."""
        if not self.is_shared:
            return False
        return user.keeps_order or self.memberships.filter(user=user, is_host=True).exists()

    def is_kept_by(self, user, membership) -> bool:
        """Whether `user` keeps order in what is said here. membership: that in its gate, or None."""
        return self.gate.is_shared and (user.keeps_order or bool(membership and membership.is_host))

    # Keeping house

    @transaction.atomic
    def revise(self, name: str, topic: str) -> None:
        """Give the room another name and topic. Its address stays."""
        self.lock()
        self.name, self.name_key, self.topic = name, name_key(name), topic
        self.save(update_fields=["name", "name_key", "topic"])
        self._heading_changed()

    @transaction.atomic
    def archive(self) -> None:
        """Keep the room for reading only."""
        self._archived(timezone.now())

    @transaction.atomic
    def restore(self) -> None:
        """Let people talk here again."""
        self._archived(None)

    def _archived(self, when) -> None:
        threads = self._archive_threads(when)
        self.lock()
        self.archived_at = when
        self.save(update_fields=["archived_at"])
        self._heading_changed()
        tell = broadcasts.room_archived if when else broadcasts.room_restored
        tell(self, threads)

    @transaction.atomic
    def end(self) -> None:
        """Delete the room and everything said in it."""
        threads = list(self.threads.select_for_update(no_key=True).values_list("pk", flat=True))
        self.lock()
        for pk in [*threads, self.pk]:
            broadcasts.room_ended(pk)
        self.delete()

    # The clock

    def lock(self) -> None:
        """Take the row's lock for the transaction, and read the row as it is under it."""
        # Not the key: rows that refer to the room may be written meanwhile.
        self.refresh_from_db(from_queryset=Room.objects.select_for_update(no_key=True))

    def tick(self, by: int = 1, **changes) -> int:
        """Count one more change (or several), in the transaction of that change; return the clock value."""
        self.clock += by
        for field, value in changes.items():
            setattr(self, field, value)
        Room.objects.filter(pk=self.pk).update(clock=self.clock, **changes)
        return self.clock

    def pins_changed(self, by: int) -> None:
        """Count a pin more or less, under the room's lock."""
        self.tick(heading_stamp=self.clock + 1, pins=self.pins + by)
        broadcasts.heading_changed(self)

    def _heading_changed(self) -> None:
        self.tick(heading_stamp=self.clock + 1)
        broadcasts.heading_changed(self)
