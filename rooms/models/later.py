import secrets

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rooms.models.due import Due, DueQuerySet
from rooms.models.message import Message
from rooms.models.posting import NotAMember, RoomIsArchived


def new_nonce() -> str:
    return f"later-{secrets.token_hex(8)}"


class LaterQuerySet(DueQuerySet):
    def of(self, author):
        """What `author` wants to be said and was not said yet; what could not be said comes first."""
        unsaid = self.filter(author=author).exclude(state=Due.State.DONE)
        return unsaid.select_related("room__parent").order_by("state", "due_at", "pk")

    @transaction.atomic
    def plan(self, author, room, body: str, at, nonce: str = "") -> "Later | None":
        """Say something in a room at a moment; None where that was said already. Raises TooMany.

        The same words with the same nonce are the same plan, now for this moment. Other words with it are
        another plan, from a page of before that one went back to.
        """
        nonce = nonce or new_nonce()
        planned = self.filter(author=author, nonce=nonce).first()
        known = planned or Message.objects.filter(author=author, nonce=nonce).first()
        if known and known.body == body:
            return planned if planned and planned.revise(body, at) else None
        if known:
            nonce = new_nonce()
        self.make_room_for(author=author)
        return self.create(author=author, room=room, body=body, due_at=at, nonce=nonce)

    @transaction.atomic
    def send(self, pk: int) -> None:
        """Say it now, unless that was done. What a room does not take is kept for its author."""
        later = self.claim(pk)
        if later is None:
            return
        try:
            later.say()
        except (NotAMember, RoomIsArchived):
            self.filter(pk=pk).update(state=Due.State.FAILED)
        else:
            later.delete()


class Later(Due):
    """Something that its author wants to be said at a certain moment.

    Its nonce is that of the message: said twice, it would be the same message all the same.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="laters")
    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="laters")
    body = models.TextField()
    nonce = models.CharField(max_length=32, default=new_nonce)

    objects = LaterQuerySet.as_manager()
    too_many = _("Very many messages of yours wait to be sent. Cancel some of them first.")

    def __str__(self) -> str:
        return self.body[:80]

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    def say(self) -> None:
        """Post it. Raises NotAMember and RoomIsArchived."""
        if not self.author.is_active:
            raise NotAMember
        self.room.post(self.author, self.body, self.nonce, away=True)

    def revise(self, body: str, at) -> bool:
        """Say something else, or at another moment; False where it was just said."""
        self.body, self.due_at, self.state = body, at, self.State.WAITING
        unsaid = Later.objects.filter(pk=self.pk).exclude(state=self.State.DONE)
        return bool(unsaid.update(body=body, due_at=at, state=self.state))
