from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rooms import addresses, emoji, markup
from rooms.models import pin, reaction
from rooms.models.changing import changing
from rooms.models.mention import Mention, Mentionable
from rooms.models.poll import Poll
from rooms.models.refused import Refused
from rooms.models.tally import Tally, tallies

# Characters, and line ends, past which a message is folded.
LONG = 1200
MANY_LINES = 15


class NotEditable(Exception):
    """It was taken back meanwhile, or its room was archived."""


class MessageQuerySet(models.QuerySet):
    def with_author(self):
        """With all that their fragment shows of others: who said it, and what it answers."""
        return self.select_related("author", "reply_to__author")

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
    html = models.TextField(default="", help_text="The body, formatted; empty for what older versions stored")
    edited_at = models.DateTimeField(null=True)
    retracted_at = models.DateTimeField(null=True)
    reply_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="replies", db_index=False
    )
    is_pinned = models.BooleanField(default=False, db_default=False)
    continues = models.BooleanField(default=False, help_text="Follows its author's previous message closely")
    posted_at = models.DateTimeField()

    thread_posts = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="How much was said in the thread under it"
    )
    thread_posted_at = models.DateTimeField(null=True)

    # What is added to messages later, and shown with them (prefetch_related). A message that was never
    # changed has nothing of it, and is not asked.
    # Models with GOES_WITH_WORDS are deleted when their message is taken back.
    BELONGINGS = ("reactions", "poll__votes")

    # Whether `room.post` returned what had been stored before.
    repeated = False
    # Whether its author was not there when it was said (Later).
    author_is_away = False
    # Whom it mentions (Mention), where that is news: by a post, or by the change that is under way.
    mentioned: list[int] | None = None

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_message_per_tick"),
            models.UniqueConstraint(fields=["author", "nonce"], name="a_post_is_stored_once"),
        ]
        indexes = [
            models.Index(fields=["room", "stamp"], name="message_changes"),
            # Few are: a page that was away for long asks for them alone.
            models.Index(
                fields=["room", "stamp"],
                name="messages_taken_back",
                condition=models.Q(retracted_at__isnull=False),
            ),
            # Most messages answer none, and cost nothing here.
            models.Index(
                fields=["reply_to"], name="message_replies", condition=models.Q(reply_to__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]

    def get_absolute_url(self) -> str:
        """Return the address of its place: its room, opened around it, with it in view."""
        return f"{self.address}#message-{self.pk}"

    @property
    def address(self) -> str:
        """Where it stands, and all that one does with it (rooms/urls.py)."""
        return f"{addresses.of_room(self.room.slug)}messages/{self.pk}/"

    def is_saved_by(self, user) -> bool:
        return self.savings.filter(user=user).exists()

    # How it is shown

    @property
    def markup(self) -> SafeString:
        """The body as HTML."""
        return mark_safe(self.html or markup.render(self.body))  # noqa: S308 (it comes out of the sanitiser)

    @property
    def excerpt(self) -> str:
        """How it begins, as plain text; nothing of what was taken back."""
        return "" if self.retracted_at else markup.excerpt(self.markup)

    @property
    def is_changed(self) -> bool:
        """Whether anything happened to this message since it was posted. Most were left alone."""
        return self.stamp != self.seq

    @property
    def is_large(self) -> bool:
        """Whether it is a few emoji and nothing else."""
        return markup.is_sole_emoji(self.body)

    @property
    def is_long(self) -> bool:
        """Whether a log shows its beginning only, until one wants the rest."""
        return len(self.body) > LONG or self.body.count("\n") > MANY_LINES

    # The thread under it

    @property
    def thread_slug(self) -> str:
        return self.room.slug_of_thread(self.pk)

    def count_replies(self, posts: int, at: datetime) -> None:
        """Say how much was said in the thread under this message, and when the last of it was."""
        with changing(self):
            self.thread_posts, self.thread_posted_at = posts, at

    # Saying it in other words

    def is_younger_than(self, minutes: int) -> bool:
        """Whether it was posted less than so many minutes ago; 0 stands for ever."""
        return not minutes or timezone.now() - self.posted_at < timedelta(minutes=minutes)

    def edit(self, body: str) -> None:
        """Say it in other words; what was said before stays to be read, as a revision.

        The same words change nothing. Raises NotEditable.
        """
        if body == self.body:
            return
        # Before the lock is taken: others wait for it.
        mentionable = Mentionable.named_in(body, self.room_id, self.author)
        html = markup.render(body, mentionable)
        with changing(self):
            if self.retracted_at or self.room.archived_at:
                raise NotEditable
            now = timezone.now()
            self.revisions.create(body=self.body, html=self.html, revised_at=now)
            self.body, self.html, self.edited_at = body, html, now
            Mention.objects.renew(self, mentionable.mentioned)

    # Taking it back

    def retract(self) -> None:
        """Take back what was said: its body goes, here and on every page; that something was said stays."""
        with changing(self):
            if self.retracted_at:
                return
            self.body, self.html, self.retracted_at = "", "", timezone.now()
            for relation in self._meta.related_objects:
                if getattr(relation.related_model, "GOES_WITH_WORDS", False):
                    relation.related_model.objects.filter(**{relation.field.name: self}).delete()
            Mention.objects.renew(self, [])
            if self.is_pinned:
                self._unpin()

    # What others put to it

    @property
    def reaction_tallies(self) -> list[Tally]:
        """Its reactions, counted, in the order of their first use."""
        return tallies((given.emoji, given.user) for given in self.reactions.all()) if self.is_changed else []

    @property
    def asked(self) -> Poll | None:
        """The poll of which it is the question."""
        return getattr(self, "poll", None) if self.is_changed else None

    def react(self, user, sign: str) -> None:
        """Put an emoji to the message, or take it away again. Raises Refused."""
        sign = emoji.known(sign)
        with changing(self):
            self.check_open_to(user)
            if sign is None:
                raise Refused(_("This is not an emoji."))
            if self.reactions.filter(user=user, emoji=sign).delete()[0]:
                return
            used = set(self.reactions.order_by().values_list("emoji", flat=True).distinct())
            if len(used | {sign}) > reaction.MOST:
                raise Refused(
                    _("A message takes %(count)d different emoji at most.") % {"count": reaction.MOST}
                )
            self.reactions.create(user=user, emoji=sign)

    def check_open_to(self, user) -> None:
        """Refuse what nobody may add here now; called under the lock, so nothing moves meanwhile."""
        if self.retracted_at:
            raise Refused(_("This message was taken back."))
        if self.room.archived_at:
            raise Refused(_("This room is archived: it can only be read."))
        if not self.room.gate.memberships.filter(user=user).exists():
            raise Refused(_("You are not a member of this room."))

    # Pinning it to its room

    def pin(self, user) -> None:
        """Keep this in view for the whole room. Raises TooManyPins."""
        with changing(self):
            if self.is_pinned or self.retracted_at:
                return
            if self.room.pins >= pin.MOST:
                raise pin.TooManyPins
            pin.Pin.objects.create(message=self, room=self.room, user=user)
            self.is_pinned = True
            self.room.pins_changed(by=1)

    def unpin(self) -> None:
        """Let it be a message among others again."""
        with changing(self):
            if self.is_pinned:
                self._unpin()

    def _unpin(self) -> None:
        pin.Pin.objects.filter(message=self).delete()
        self.is_pinned = False
        self.room.pins_changed(by=-1)
