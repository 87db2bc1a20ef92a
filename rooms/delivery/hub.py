import asyncio
import logging
import threading
import uuid
from contextvars import Context

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from rooms.delivery import events
from rooms.delivery.badges import Badges
from rooms.delivery.bells import Bells
from rooms.delivery.feed import Feed
from rooms.delivery.metrics import Metrics
from rooms.delivery.person import Person
from rooms.delivery.safety_net import SafetyNet
from rooms.delivery.socket import NO_SUCH_ROOM, NOT_A_MEMBER, SIGNED_OUT, Socket, View
from rooms.delivery.stragglers import Stragglers

logger = logging.getLogger(__name__)

_running: "Hub | None" = None


def running_hub() -> "Hub | None":
    """Return this process's hub, None where no page was ever open."""
    return _running if _running and not _running.loop.is_closed() else None


def publish(event) -> None:
    """Give an event to the pages of this process at once and to the other processes by the layer.

    For any thread, after the commit. Never raises: what was stored is safe, and the safety net finds it.
    What the hub then does is not the caller's: it gets a context of its own, since in the caller's asgiref
    would take its database calls for a deadlock.
    """
    hub = running_hub()
    if hub is None:
        _ring_from_outside(event)
    elif threading.get_ident() == hub.thread:
        Context().run(hub.tell, event)
    else:
        hub.loop.call_soon_threadsafe(hub.tell, event, context=Context())


def _ring_from_outside(event) -> None:
    try:
        async_to_sync(get_channel_layer().group_send)(event.group, events.to_wire(event, "outside"))
    except Exception as error:
        logger.warning("The channel layer failed: %r", error)


class Hub:
    """One per process: its open pages, the rooms that they show or belong to, and the way between them."""

    def __init__(self, loader, presence):
        self.key = uuid.uuid4().hex
        self.loop = asyncio.get_running_loop()
        self.thread = threading.get_ident()
        self.loader = loader
        self.feeds: dict[int, Feed] = {}
        self.people: dict[int, Person] = {}
        self.watchers: dict[int, set[View]] = {}
        self.bells = Bells(self.key, self.receive)
        self.metrics = Metrics()
        self.badges = Badges(self)
        self.stragglers = Stragglers(self)
        self.presence = presence(self)
        self.safety_net = SafetyNet(self)

    @classmethod
    async def start(cls, loader, presence) -> "Hub":
        """Begin the hub of this process, in a context of its own."""
        return await asyncio.create_task(cls._start(loader, presence), context=Context())

    @classmethod
    async def _start(cls, loader, presence) -> "Hub":
        global _running  # noqa: PLW0603 (a process has one hub)
        _running = hub = cls(loader, presence)
        await hub.bells.start()
        hub.presence.start()
        hub.safety_net.start()
        hub.stragglers.start()
        return hub

    async def stop(self) -> None:
        """Forget everybody, and tell the others that nobody is here any more."""
        self.safety_net.stop()
        self.stragglers.stop()
        await self.presence.stop()
        await self.bells.stop()

    # Pages come and go

    async def connect(self, socket: Socket) -> None:
        """Count a page in: its person's badges follow from now on."""
        person = self.people.get(socket.user)
        if person is None:
            person = self.people[socket.user] = Person(socket.user)
        person.sockets.add(socket)
        self.presence.arrive(None, socket.user)
        await self.bells.join(events.user_group(socket.user))
        if len(person.sockets) == 1:
            await self.refresh([person.pk])

    def disconnect(self, socket: Socket) -> None:
        socket.gone()
        for room in list(socket.views):
            self.leave(socket, room)
        person = self.people.get(socket.user)
        if person is None or socket not in person.sockets:
            return
        person.sockets.discard(socket)
        self.presence.leave(None, socket.user)
        if not person.sockets:
            self._forget(person)

    def _forget(self, person: Person) -> None:
        del self.people[person.pk]
        for room in person.read:
            self._drop_member(room, person)
        self.bells.leave_soon(events.user_group(person.pk), unless=lambda: person.pk in self.people)

    async def refresh(self, people: list[int]) -> None:
        """Read anew where these people are members and how far they have read."""
        moves = {pk: person.moves for pk in people if (person := self.people.get(pk))}
        for pk, standings in (await self.loader.standings(people)).items():
            person = self.people.get(pk)
            # What was heard while reading is newer than what was read.
            if person and person.moves == moves.get(pk):
                self._stand(person, standings)

    def _stand(self, person: Person, standings: dict[int, tuple[int, int]]) -> None:
        for room in set(person.read) - set(standings):
            self._end_membership(person, room, self.loader.row_gone(room))
        for room, (number, posts) in standings.items():
            feed = self.feed(room)
            feed.members.add(person)
            feed.posts = max(feed.posts, posts)
            if person.read.get(room, number) != number:
                self.badges.due(person, room)
            person.read[room] = max(number, person.read.get(room, 0))

    async def check_sessions(self) -> None:
        """Show out whoever is not signed in any more, for when no bell said so."""
        sockets = [socket for person in self.people.values() for socket in person.sockets]
        valid = await self.loader.signed_in({(socket.user, socket.session.key) for socket in sockets})
        for socket in sockets:
            if valid.get((socket.user, socket.session.key)) != socket.session.auth_hash:
                socket.close(SIGNED_OUT)

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
        elif view.live and cursor is not None and self.feeds[room].pong(view, cursor):
            return
        if view and view is socket.views.get(room):
            await self.feeds[room].catch_up(view, cursor)

    async def _open(self, socket: Socket, room: int) -> View | None:
        # Known to the socket before the right is read: a membership that ends meanwhile finds it here.
        view = socket.views[room] = View(socket, room)
        access = await self.loader.access(socket.user, room)
        if access is None:
            del socket.views[room]
            socket.close(NOT_A_MEMBER)
            return None
        view.watched = access.watched
        self.feed(room).viewers.add(view)
        await self.bells.join(events.room_group(room))
        if access.watched:
            await self._watch(view)
        else:
            self.presence.arrive(room, socket.user)
        return view if socket.open else None

    def leave(self, socket: Socket, room: int) -> None:
        view = socket.views.pop(room, None)
        if view is None:
            return
        if room in self.feeds:
            self.feeds[room].leave(view)
            self._drop_if_idle(room)
        if view.watched:
            self._unwatch(view)
        else:
            self.presence.leave(room, socket.user)

    async def _watch(self, view: View) -> None:
        self.watchers.setdefault(view.watched, set()).add(view)
        await self.bells.join(events.person_group(view.watched))
        view.socket.say(await self.loader.person_seen(view.watched))

    def _unwatch(self, view: View) -> None:
        watched = view.watched
        self.watchers[watched].discard(view)
        if not self.watchers[watched]:
            del self.watchers[watched]
            self.bells.leave_soon(events.person_group(watched), unless=lambda: watched in self.watchers)

    # Feeds

    def feed(self, room: int) -> Feed:
        """Return the room's feed, begun when the first page here needs it."""
        feed = self.feeds.get(room)
        if feed is None:
            feed = self.feeds[room] = Feed(room, self.loader, self.metrics)
            self.bells.join_soon(events.room_group(room))
        return feed

    def _drop_member(self, room: int, person: Person) -> None:
        if feed := self.feeds.get(room):
            feed.members.discard(person)
            self._drop_if_idle(room)

    def _drop_if_idle(self, room: int) -> None:
        if self.feeds[room].is_idle:
            del self.feeds[room]
            self.bells.leave_soon(events.room_group(room), unless=lambda: room in self.feeds)

    # What happened

    def tell(self, event) -> None:
        """Take an event of this process: here first, then to the others."""
        self.receive(event)
        self.bells.ring(event)

    def receive(self, event) -> None:
        getattr(self, f"_on_{type(event).__name__}")(event)

    def _on_RoomChanged(self, event: events.RoomChanged) -> None:
        if feed := self.feeds.get(event.room):
            feed.receive(event.stamp, event.frame)
            self._label(feed, event)
            self.posted(feed, event.posts, event.author)

    def _label(self, feed: Feed, event: events.RoomChanged) -> None:
        is_renamed = event.label != feed.label if feed.label else event.author is None
        feed.label = event.label or feed.label
        if event.label and is_renamed:
            for person in feed.members:
                self.badges.due(person, feed.room)

    def posted(self, feed: Feed, posts: int, author: int | None) -> None:
        """Note how many messages a room has: whoever belongs to it and does not show it gets a badge."""
        if posts <= feed.posts:
            return
        feed.posts = posts
        if person := self.people.get(author):
            person.has_read(feed.room, posts)
        self.badges.due_in(feed)

    def _on_RoomHint(self, event: events.RoomHint) -> None:
        if feed := self.feeds.get(event.room):
            feed.hint(event.frame, event.lasting)

    def _on_RoomEnded(self, event: events.RoomEnded) -> None:
        feed = self.feeds.get(event.room)
        if feed is None:
            return
        for person in list(feed.members):
            self._end_membership(person, event.room, event.frame)
        for view in list(feed.viewers):
            view.socket.close(NO_SUCH_ROOM)

    def _on_RoomRead(self, event: events.RoomRead) -> None:
        person = self.people.get(event.user)
        if person and person.has_read(event.room, event.number):
            self.badges.due(person, event.room)

    def _on_MembershipBegan(self, event: events.MembershipBegan) -> None:
        person = self.people.get(event.user)
        if person is None:
            return
        feed = self.feed(event.room)
        feed.members.add(person)
        feed.label = event.label or feed.label
        feed.posts = max(feed.posts, event.posts)
        person.moves += 1
        person.read[event.room] = event.number
        # A conversation of two appears with its first message.
        if "*" in event.label:
            self.badges.due(person, event.room)

    def _on_MembershipEnded(self, event: events.MembershipEnded) -> None:
        if person := self.people.get(event.user):
            person.moves += 1
            self._end_membership(person, event.room, event.frame)

    def _end_membership(self, person: Person, room: int, row_gone: str) -> None:
        person.read.pop(room, None)
        for socket in person.sockets:
            if room in socket.views:
                socket.close(NOT_A_MEMBER)
            else:
                socket.say(row_gone)
        self._drop_member(room, person)

    def _on_PersonTold(self, event: events.PersonTold) -> None:
        if person := self.people.get(event.user):
            for socket in person.sockets:
                socket.say(event.frame)

    def _on_SessionsEnded(self, event: events.SessionsEnded) -> None:
        if person := self.people.get(event.user):
            for socket in person.sockets:
                if event.covers(socket.session.key):
                    socket.close(SIGNED_OUT)

    def _on_PersonSeen(self, event: events.PersonSeen) -> None:
        for view in self.watchers.get(event.user, ()):
            view.socket.say(event.frame)
