import asyncio
import threading
import uuid
from contextvars import Context
from functools import singledispatchmethod

from rooms.delivery import events
from rooms.delivery.badges import Badges
from rooms.delivery.bells import Bells
from rooms.delivery.feeds import Feeds
from rooms.delivery.metrics import Metrics
from rooms.delivery.people import People
from rooms.delivery.person import Standing
from rooms.delivery.pulse import Pulse
from rooms.delivery.safety_net import SafetyNet
from rooms.delivery.socket import NO_SUCH_ROOM, NOT_A_MEMBER, SIGNED_OUT, Socket, View
from rooms.delivery.stragglers import Stragglers
from rooms.delivery.tasks import Tasks
from rooms.delivery.watch import Watch

_running: "Hub | None" = None


def running_hub() -> "Hub | None":
    """Return this process's hub, None where no page was ever open."""
    return _running if _running and not _running.loop.is_closed() else None


class Hub:
    """One per process: what its open pages show, and what becomes of what happened."""

    def __init__(self, loader, presence):
        self.key = uuid.uuid4().hex
        self.loop = asyncio.get_running_loop()
        self.thread = threading.get_ident()
        self.tasks = Tasks()
        self.loader = loader
        self.metrics = Metrics()
        self.bells = Bells(self)
        self.feeds = Feeds(self)
        self.people = People(self)
        self.watch = Watch(self)
        self.badges = Badges(self)
        self.presence = presence(self)
        self.safety_net = SafetyNet(self)
        self.stragglers = Stragglers(self)
        self.pulse = Pulse(self)

    @classmethod
    async def start(cls, loader, presence) -> "Hub":
        """Begin the hub of this process, in a context of its own."""
        return await asyncio.create_task(cls._start(loader, presence), context=Context())

    @classmethod
    async def _start(cls, loader, presence) -> "Hub":
        global _running  # noqa: PLW0603 (a process has one hub)
        hub = cls(loader, presence)
        await hub.bells.start()
        for part in (hub.presence, hub.safety_net, hub.stragglers, hub.pulse):
            part.start()
        _running = hub
        return hub

    async def stop(self) -> None:
        """Forget everybody, and tell the others that nobody is here any more."""
        await self.presence.stop()
        await self.bells.stop()
        await self.tasks.stop()

    # Pages come and go

    async def connect(self, socket: Socket) -> None:
        """Count a page in: its person's badges follow from now on."""
        socket.stragglers = self.metrics.lagging
        person = self.people.add(socket)
        self.presence.arrive(None, socket.user)
        await self.bells.join(events.user_group(socket.user))
        if len(person.sockets) == 1:
            await self.people.introduce(person)

    def disconnect(self, socket: Socket) -> None:
        """Count a page out, whether or not it was counted in."""
        socket.gone()
        for room in list(socket.views):
            self.leave(socket, room)
        if person := self.people.discard(socket):
            self.presence.leave(None, person.pk)
            self.bells.leave_soon(events.user_group(person.pk), unless=lambda: self.people.get(person.pk))

    # What a page shows

    async def hello(self, socket: Socket, cursors: dict[int, int | None]) -> None:
        """Show a page exactly these rooms from now on, each caught up from its cursor."""
        for room in set(socket.views) - set(cursors):
            self.leave(socket, room)
        for room, cursor in cursors.items():
            await self._show(socket, room, cursor)

    async def _show(self, socket: Socket, room: int, cursor: int | None) -> None:
        view = socket.views.get(room)
        if view is None:
            view = await self._open(socket, room)
        elif view.live and cursor is not None and view.feed.pong(view, cursor):
            return
        if view:
            await view.feed.catch_up(view, cursor)

    async def _open(self, socket: Socket, room: int) -> View | None:
        # Known to the socket before the right is read: a membership that ends meanwhile finds it here.
        view = socket.views[room] = View(socket, room)
        access = await self._access(socket, room)
        if access is None:
            del socket.views[room]
            return socket.close(NOT_A_MEMBER)
        view.feed = self.feeds.need(room)
        view.feed.enter(view)
        view.gate, view.watched = access.gate, access.watched
        if view.watched:
            await self.watch.begin(view)
        else:
            self.presence.arrive(room, socket.user)
        await self.bells.join(events.room_group(room))
        return view

    async def _access(self, socket: Socket, room: int):
        """Read by what right a page shows a room; anew, where a membership began or ended meanwhile."""
        person, access, moves = self.people.get(socket.user), None, None
        while person and person.moves != moves:
            moves = person.moves
            access = await self.loader.access(socket.user, room)
        return access

    def leave(self, socket: Socket, room: int) -> None:
        """Show a page this room no longer."""
        view = socket.views.pop(room)
        if view.feed is None:
            return
        view.feed.leave(view)
        self.feeds.drop_if_idle(view.feed)
        if view.watched:
            self.watch.end(view)
        else:
            self.presence.leave(room, socket.user)

    # What happened

    def tell(self, event) -> None:
        """Take an event of this process: here first, then to the others."""
        self.receive(event)
        self.bells.ring(event)

    @singledispatchmethod
    def receive(self, event) -> None:
        """Bring an event to the pages of this process that it concerns."""
        raise TypeError(f"No page knows what to do with {event!r}")

    @receive.register
    def _room_changed(self, event: events.RoomChanged) -> None:
        if feed := self.feeds.get(event.room):
            feed.receive(event.stamp, event.frame)
            if event.label is not None and feed.is_renamed(event.label, by_post=event.author is not None):
                self.badges.due_to_all(feed)
            self.posted(feed, event.posts, event.author)
            if event.mentioned is not None:
                self.badges.mention(feed, event.number, event.mentioned)

    def posted(self, feed, posts: int, author: int | None) -> None:
        """Note how many messages a room has: whoever belongs to it and does not show it gets a badge."""
        if posts <= feed.posts:
            return
        feed.posts = posts
        if person := self.people.get(author):
            person.has_read(feed.room, posts)
        self.badges.due_in(feed)

    @receive.register
    def _room_hint(self, event: events.RoomHint) -> None:
        if feed := self.feeds.get(event.room):
            feed.hint(event.frame)

    @receive.register
    def _people_changed(self, event: events.PeopleChanged) -> None:
        if feed := self.feeds.get(event.room):
            feed.tell_people(event.frames)

    @receive.register
    def _room_ended(self, event: events.RoomEnded) -> None:
        if feed := self.feeds.get(event.room):
            for person in list(feed.members):
                self.people.dismiss(person.pk, event.room, event.frame)
            for view in list(feed.viewers):
                view.socket.close(NO_SUCH_ROOM)

    @receive.register
    def _rooms_archived(self, event: events.RoomsArchived) -> None:
        self.people.archive(event.rooms)

    @receive.register
    def _rooms_restored(self, event: events.RoomsRestored) -> None:
        self.tasks.begin(self.people.restore(dict(event.rooms)))

    @receive.register
    def _room_read(self, event: events.RoomRead) -> None:
        person = self.people.get(event.user)
        if person and person.has_read(event.room, event.number):
            self.badges.due(person, event.room)

    @receive.register
    def _room_unread(self, event: events.RoomUnread) -> None:
        person = self.people.get(event.user)
        if person and person.goes_back(event.room, event.number, event.mentions):
            self.badges.due(person, event.room)
            for socket in person.sockets:
                if view := socket.views.get(event.room):
                    view.forget_reading()

    @receive.register
    def _involvement_changed(self, event: events.InvolvementChanged) -> None:
        person, feed = self.people.get(event.user), self.feeds.get(event.room)
        if person and feed:
            person.involve(event.room, event.involvement)
            feed.moved()
            self.badges.due(person, event.room)

    @receive.register
    def _membership_began(self, event: events.MembershipBegan) -> None:
        person = self.people.get(event.user)
        if person is None:
            return
        standing = Standing(event.number, event.posts, event.involvement, event.mentions)
        self.people.admit(person.pk, event.room, standing)
        feed = self.feeds.need(event.room)
        feed.label = event.label
        # Whoever writes in a thread follows it from that post on, of which the others have to be told too.
        self.posted(feed, event.posts, None)
        # A conversation of two appears with its first message.
        if events.EVERYONE in event.label:
            self.badges.due(person, event.room)

    @receive.register
    def _membership_ended(self, event: events.MembershipEnded) -> None:
        self.people.dismiss(event.user, event.room, event.frame, event.stays)

    @receive.register
    def _person_told(self, event: events.PersonTold) -> None:
        if person := self.people.get(event.user):
            for socket in person.sockets:
                socket.say(event.frame)

    @receive.register
    def _person_changed(self, event: events.PersonChanged) -> None:
        if person := self.people.get(event.user):
            for socket in person.sockets:
                socket.outdated = True

    @receive.register
    def _sessions_ended(self, event: events.SessionsEnded) -> None:
        if person := self.people.get(event.user):
            for socket in person.sockets:
                if event.covers(socket.session.key):
                    socket.close(SIGNED_OUT)

    @receive.register
    def _person_seen(self, event: events.PersonSeen) -> None:
        self.watch.tell(event.user, event.frame)
