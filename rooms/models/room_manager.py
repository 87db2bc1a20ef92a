"""Finding rooms, and making them."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from rooms import broadcasts
from rooms.models.kind import SHARED, Kind
from rooms.models.membership import Membership
from rooms.models.naming import free_slug, name_key


class RoomQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rooms that `user` may read: open ones, those with `user` as a member, and the threads of both."""
        mine = Membership.objects.filter(room=Coalesce(OuterRef("home"), OuterRef("pk")), user=user)
        return self.filter(Q(kind=Kind.OPEN) | Q(home__kind=Kind.OPEN) | Exists(mine))

    def listed_for(self, user):
        """Rooms of the directory: what `user` may read, conversations of two and threads left out."""
        return self.visible_to(user).filter(kind__in=SHARED)

    def matching(self, words: str):
        return self.filter(Q(name_key__contains=name_key(words)) | Q(topic__icontains=words))


class RoomManager(models.Manager.from_queryset(RoomQuerySet)):
    @transaction.atomic
    def open_up(self, host, name: str, topic: str = "", kind: str = "open"):
        """Make a room with `host` in it."""
        room = self.create(
            kind=kind,
            name=name,
            name_key=name_key(name),
            slug=free_slug(name, self),
            topic=topic,
            made_by=host,
        )
        broadcasts.membership_began(room.memberships.create(room=room, user=host, is_host=True))
        return room

    def direct_between(self, one, other):
        """Return the conversation of two people, made on first use."""
        low, high = sorted((one.pk, other.pk))
        key = f"{low}:{high}"
        try:
            return self.get(direct_key=key)
        except self.model.DoesNotExist:
            return self._begin_direct(key, one, other)

    @transaction.atomic
    def _begin_direct(self, key: str, one, other):
        room, created = self.get_or_create(
            direct_key=key,
            defaults={"kind": Kind.DIRECT, "slug": f"direct:{key}", "made_by": one},
        )
        if created:
            for person in (one, other):
                broadcasts.membership_began(room.memberships.create(room=room, user=person))
        return room

    def thread_under(self, message, user):
        """Return the thread under a message, begun on first use. Whoever said the message follows it."""
        try:
            return self.get(parent=message)
        except self.model.DoesNotExist:
            return self._begin_thread(message, user)

    @transaction.atomic
    def _begin_thread(self, message, user):
        thread, created = self.get_or_create(
            parent=message,
            defaults={
                "kind": Kind.THREAD,
                "slug": self.model.slug_of_thread(message.pk),
                "home": message.room,
                "made_by": user,
            },
        )
        if created and message.room.memberships.filter(user=message.author_id).exists():
            thread.follow(message.author)
        return thread
