from functools import cache

from django.db import connection, models
from django.utils import timezone

# So many of a kind one person may have at once, and so many are looked at in one go.
MOST = 100


class TooMany(Exception):
    """One person has as many of these as one may have."""


class DueQuerySet(models.QuerySet):
    # By what one knows those that were done.
    DONE = {"state": "done"}
    # Those that `overdue` finds, up to the moment with which they are compared, in SQL.
    WAITING_UNTIL = "state = 'waiting' AND due_at"

    def overdue(self):
        """Those whose moment has come and that nobody has done, what waits longest first."""
        return self.filter(state=Due.State.WAITING, due_at__lte=timezone.now()).order_by("due_at")

    def due(self) -> list[int]:
        """Return the keys of what is to be done now, what is longest overdue first."""
        return list(self.overdue().values_list("pk", flat=True)[:MOST])

    def claim(self, pk: int):
        """Return this one for whoever is the first to ask, in whose transaction it is done; else None.

        Claim and deed are committed together or not at all: a process that is killed in between leaves it
        waiting, and of several that ask at once the database lets one through.
        """
        return self.get(pk=pk) if self.overdue().filter(pk=pk).update(**self.DONE) else None

    def make_room_for(self, **owner) -> None:
        """Raise TooMany where this owner has enough of them."""
        if self.filter(**owner).count() >= MOST:
            raise TooMany


class Due(models.Model):
    """Something that the server does by itself once its moment has come (rooms/alarm.py)."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    objects = DueQuerySet.as_manager()

    class Meta:
        abstract = True
        # Nearly nothing is waiting at any time, so that looking for it costs nearly nothing.
        indexes = [models.Index(fields=["due_at"], name="%(class)s_due", condition=models.Q(state="waiting"))]

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


def anything_due(kinds: tuple[type[models.Model], ...]) -> bool:
    """Say whether anything of these kinds is due, in one statement.

    All servers ask all the time, and nearly never is anything: to have the ORM build a query for each kind
    anew cost a quiet server more than all else that it did.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_question(kinds), [now] * len(kinds))
        return bool(cursor.fetchone()[0])


@cache
def _question(kinds: tuple[type[models.Model], ...]) -> str:
    # Literals, not parameters: by them SQLite knows that an index of the waiting ones will do.
    looks = (
        f"SELECT 1 FROM {kind._meta.db_table} WHERE {kind.objects.all().WAITING_UNTIL} <= %s"  # noqa: S608 (ours)
        for kind in kinds
    )
    return "SELECT " + " OR ".join(f"EXISTS ({look})" for look in looks)
