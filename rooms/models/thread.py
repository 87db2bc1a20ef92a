from django.db import transaction

from rooms import broadcasts

# How much of a message names the thread under it.
TITLE = 60


class Threaded:
    """What a room is and does where it is a thread: a conversation under a message of another room, its home.

    Whoever may read the home may read its threads, and its members may write in them. A membership of a
    thread means that one follows it.
    """

    @property
    def is_thread(self) -> bool:
        return self.kind == self.Kind.THREAD

    @property
    def gate(self):
        """The room that decides who may come in here: a thread's home, else the room itself."""
        return self.home if self.home_id else self

    @property
    def title(self) -> str:
        """What lists call it: a thread is called as its message begins."""
        if not self.is_thread:
            return self.name
        begins = self.parent.excerpt
        return (begins if len(begins) <= TITLE else begins[: TITLE - 1] + "…") or "…"

    @transaction.atomic
    def follow(self, user, since: int | None = None) -> None:
        """Let `user` know of what is said in this thread from now on, or from message number `since` on."""
        read = self.posts if since is None else since - 1
        membership, created = self.memberships.get_or_create(user=user, defaults={"read_number": read})
        if created:
            membership.room = self
            broadcasts.membership_began(membership)

    def draw_in(self, user_pks: list[int], number: int) -> None:
        """Those whom a message mentions follow this thread from there, but for who wants to hear nothing."""
        members = self.home.memberships.filter(user__in=user_pks).select_related("user")
        for member in members.exclude(involvement=members.model.Involvement.NOTHING):
            self.follow(member.user, since=number)

    @transaction.atomic
    def unfollow(self, user) -> None:
        """Let `user` know no more; who reads it goes on reading."""
        deleted, _rows = self.memberships.filter(user=user).delete()
        if deleted:
            broadcasts.thread_unfollowed(self, user)

    @transaction.atomic
    def parent_changed(self) -> None:
        """Show anew what stands above this thread: its message says something else."""
        self.lock()
        self._heading_changed()

    @transaction.atomic
    def _leave_threads(self, user) -> None:
        """Whoever leaves the room follows its threads no more."""
        followed = list(self.threads.filter(memberships__user=user))
        self.memberships.model.objects.filter(user=user, room__in=followed).delete()
        for thread in followed:
            broadcasts.membership_ended(thread, user)

    def _archive_threads(self, when) -> list:
        """Threads are archived with their home, and brought back with it. Return those that are followed."""
        self.threads.update(archived_at=when)
        return list(self.threads.filter(memberships__isnull=False).distinct().select_related("parent"))
