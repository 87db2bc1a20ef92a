from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from rooms import markup
from rooms.delivery.events import EVERYBODY
from rooms.models.membership import Membership

# So many names of one message are looked up: more is a list, and there is @room for all.
MOST = 50
# By this name everybody in the room is mentioned.
ROOM = "room"


class MentionQuerySet(models.QuerySet):
    def unread_by_member(self):
        """In a subquery of memberships: what mentions the member and was not read yet."""
        return self.filter(
            Q(user=None) | Q(user=OuterRef("user")), room=OuterRef("room"), number__gt=OuterRef("read_number")
        )


class MentionManager(models.Manager.from_queryset(MentionQuerySet)):
    def note(self, message, mentioned: list[int]) -> None:
        """Write down whom a new message mentions, in the transaction that stores it."""
        self.bulk_create(
            Mention(message=message, room_id=message.room_id, number=message.number, user_id=pk or None)
            for pk in mentioned
        )
        if message.room.is_thread:
            message.room.draw_in(mentioned, message.number)

    def renew(self, message, mentioned: list[int]) -> None:
        """The same for a message that was changed: who is mentioned no more is forgotten."""
        known = {pk or EVERYBODY: row for row, pk in message.mentions.values_list("pk", "user")}
        message.mentions.filter(pk__in=[row for pk, row in known.items() if pk not in mentioned]).delete()
        self.note(message, [pk for pk in mentioned if pk not in known])
        # Told to the pages where there is anything to tell.
        message.mentioned = mentioned if mentioned or known else None


class Mention(models.Model):
    """A message names somebody: a member of its room, or everybody there where `user` is empty.

    In a thread it is a member of its home, who follows the thread from then on; everybody is who follows it.

    `room` and `number` are the message's: what is unread is found without looking at it.
    """

    message = models.ForeignKey("rooms.Message", on_delete=models.CASCADE, related_name="mentions")
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="mentions", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="mentions",
        db_index=False,
    )
    number = models.PositiveBigIntegerField()

    objects = MentionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "user"], name="mentioned_once_by_a_message")
        ]
        indexes = [
            models.Index(fields=["user", "id"], name="mentions_of_a_person"),
            models.Index(fields=["room", "user", "number"], name="mentions_in_a_room"),
        ]

    def __str__(self) -> str:
        return f"{self.user or ROOM} in {self.message}"


class Mentionable:
    """Who may be mentioned in a message: the members of its room, and all of them at once by who may do that.

    In a thread those are the members of its home.

    mentioned: whom its parsing came upon, by primary key, without the author; EVERYBODY alone where that is
    among them.
    """

    def __init__(self, author, people=(), may_call_all: bool = False):
        self._author = author
        self._people = {person.username: person for person in people}
        self._may_call_all = may_call_all
        self.mentioned: list[int] = []

    @classmethod
    def named_in(cls, text: str, room_pk: int, author) -> "Mentionable":
        """Find the members whom a text names: one query, none for a text that names nobody."""
        normal = get_user_model().normalize_username
        names = {normal(name) for name in sorted(markup.names_in(text))[:MOST]}
        if not names:
            return cls(author)
        named = Q(user__username__in=names, user__is_active=True) | Q(user=author)
        found = Membership.objects.at_gate_of(room_pk).filter(named)
        members = list(found.select_related("user", "room"))
        own = next((member for member in members if member.user_id == author.pk), None)
        people = [member.user for member in members if member.user.username in names]
        return cls(author, people, bool(own and own.room.is_kept_by(author, own)))

    def find(self, name: str) -> tuple[str, str, str] | None:
        """Return data-user, text and address of whom a name mentions (rooms.markup.Mentionable)."""
        if name == ROOM and self._may_call_all:
            return ROOM, f"@{ROOM}", ""
        person = self._people.get(get_user_model().normalize_username(name))
        return person and (str(person.pk), f"@{person.name}", person.get_absolute_url())

    def note(self, key: str) -> None:
        """Count somebody among those who are mentioned."""
        pk = EVERYBODY if key == ROOM else int(key)
        if EVERYBODY in (pk, *self.mentioned):
            self.mentioned = [EVERYBODY]
        elif pk != self._author.pk and pk not in self.mentioned:
            self.mentioned.append(pk)


def unread_count() -> Coalesce:
    """Return an expression for memberships: how many messages mention the member and were not read yet."""
    unread = Mention.objects.unread_by_member().order_by().values("room")
    return Coalesce(Subquery(unread.annotate(count=Count("pk")).values("count")), 0)
