from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.models.changing import changing
from rooms.models.due import DueQuerySet
from rooms.models.refused import Refused
from rooms.models.tally import SignManager, Tally

FEWEST, MOST = 2, 10
QUESTION_LENGTH = 300
OPTION_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a poll as it is shown.

    number: its place among the options; voters: how many people voted for any of them.
    """

    number: int
    text: str
    tally: Tally
    voters: int


class PollQuerySet(DueQuerySet):
    """Polls whose closing time has come are closed by the server."""

    DONE = {"closed": True}
    WAITING_UNTIL = "NOT closed AND closes_at"

    def overdue(self):
        return self.filter(closed=False, closes_at__lte=timezone.now()).order_by("closes_at")

    @transaction.atomic
    def end(self, pk: int) -> None:
        """Close a poll now, unless that was done: all pages that show it are told, once."""
        poll = self.filter(pk=pk).select_related("message__room").first()
        if poll is None:
            return
        # Before the poll's own row, as by whoever votes or closes it by hand.
        poll.message.room.lock()
        if self.claim(pk):
            with changing(poll.message):
                pass  # that it is closed is the change


class Poll(models.Model):
    """What can be answered to a message, which is the question.

    options: list of str, which never change; closes_at: until when one may vote; closed: its author ended it.
    """

    message = models.OneToOneField(
        "rooms.Message", on_delete=models.CASCADE, related_name="poll", primary_key=True
    )
    # A list and no table: they never change, and reading a log costs a query less.
    options = models.JSONField()
    multiple = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=False)
    closes_at = models.DateTimeField(null=True)
    closed = models.BooleanField(default=False)

    GOES_WITH_WORDS = True

    objects = PollQuerySet.as_manager()

    class Meta:
        # As that of Due: nearly none is open and has a time to close at.
        indexes = [
            models.Index(
                fields=["closes_at"],
                name="poll_due",
                condition=models.Q(closed=False, closes_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return " / ".join(self.options)

    @property
    def is_open(self) -> bool:
        return not self.closed and (self.closes_at is None or self.closes_at > timezone.now())

    @property
    def choices(self) -> list[Choice]:
        """The options with their votes, in the order of the options."""
        votes = list(self.votes.all())
        tallies = [Tally(number, is_secret=self.anonymous) for number in range(len(self.options))]
        for vote in votes:
            tallies[vote.option].people.append(vote.user)
        voters = len({vote.user_id for vote in votes})
        return [Choice(tally.sign, self.options[tally.sign], tally, voters) for tally in tallies]

    def vote(self, user, number: int) -> None:
        """Choose an option, or take the vote back. Raises Refused.

        Where one may choose one only, it takes the place of another.
        """
        with changing(self.message):
            self._check_open_to(user)
            if not 0 <= number < len(self.options):
                raise Refused(_("There is no such option."))
            mine = self.votes.filter(user=user)
            if mine.filter(option=number).delete()[0]:
                return
            if not self.multiple:
                mine.delete()
            self.votes.create(user=user, option=number)

    def close(self, user) -> None:
        """Let nobody vote any more, before the time or where there is none. Raises Refused."""
        with changing(self.message):
            self._check_open_to(user)
            self.closed, self.closes_at = True, timezone.now()
            self.save(update_fields=["closed", "closes_at"])

    def _check_open_to(self, user) -> None:
        self.message.check_open_to(user)
        self.refresh_from_db()
        if not self.is_open:
            raise Refused(_("This poll is closed."))


class Vote(models.Model):
    """An option that somebody chose. Who did is kept for anonymous polls too, so that nobody votes twice."""

    # The constraint begins with it.
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    option = models.PositiveSmallIntegerField()

    objects = SignManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "user", "option"], name="one_vote_for_an_option"),
        ]

    def __str__(self) -> str:
        return self.sign

    @property
    def sign(self) -> str:
        return self.poll.options[self.option]
