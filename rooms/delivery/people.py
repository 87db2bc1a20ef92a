import logging

from django.conf import settings

from rooms.delivery.person import Person, Standing
from rooms.delivery.socket import NOT_A_MEMBER, SIGNED_OUT, Socket

logger = logging.getLogger(__name__)

# Milliseconds within which a page comes back to a server that has few.
SHORT_PAUSE = 500


class People:
    """Everybody with pages in this process: where they belong, and by what right their pages are open."""

    def __init__(self, hub):
        self._hub = hub
        self._here: dict[int, Person] = {}
        self.pages = 0

    def __iter__(self):
        return iter(list(self._here.values()))

    def __len__(self) -> int:
        return len(self._here)

    def get(self, pk: int | None) -> Person | None:
        return self._here.get(pk)

    def sockets(self) -> list[Socket]:
        return [socket for person in self for socket in person.sockets]

    @property
    def pause(self) -> int:
        """Within how many milliseconds a page is to come back when all have to at once."""
        return max(SHORT_PAUSE, round(1000 * self.pages / settings.RETURN_RATE))

    # Pages come and go

    def add(self, socket: Socket) -> Person:
        person = self._here.setdefault(socket.user, Person(socket.user))
        person.sockets.add(socket)
        self._hub.feeds.moved(person)
        self.pages += 1
        return person

    def discard(self, socket: Socket) -> Person | None:
        """Count a page out; return its person, None where the page was not counted in."""
        person = self._here.get(socket.user)
        if person is None or socket not in person.sockets:
            return None
        person.sockets.discard(socket)
        self._hub.feeds.moved(person)
        self.pages -= 1
        if not person.sockets:
            del self._here[person.pk]
            for room in person.read:
                self._hub.feeds.part(room, person)
        return person

    # Where they belong

    async def introduce(self, person: Person) -> None:
        """Read where somebody who came is a member and how far they have read."""
        moves = person.moves
        self._stand(person, await self._hub.loader.standing(person.pk), moves)
        person.is_known = True

    async def refresh(self) -> None:
        """Read the same anew for everybody, for when a bell was not heard."""
        people = {person.pk: (person, person.moves) for person in self}
        for pk, standings in (await self._hub.loader.standings(list(people))).items():
            self._stand(people[pk][0], standings, people[pk][1])

    def _stand(self, person: Person, standings: dict[int, Standing | None], moves: int) -> None:
        # What was heard while reading is newer than what was read.
        if self.get(person.pk) is not person or person.moves != moves:
            return
        for room in {*person.read, *person.archived} - set(standings):
            person.archived.discard(room)
            self._dismiss(person, room, self._hub.loader.row_gone(room))
        for room, standing in standings.items():
            if standing is None:
                self._archive(person, room)
                continue
            lacks_row = room in person.archived or (person.is_known and room not in person.read)
            person.archived.discard(room)
            feed = self._hub.feeds.need(room)
            # Elsewhere a bell or the safety net tells of new messages, and then the others get their badges.
            if not feed.members:
                feed.posts = max(feed.posts, standing.posts)
            self._hub.feeds.join(room, person)
            if person.take(room, standing):
                self._hub.badges.due(person, room)
            if lacks_row:
                self._hub.badges.row_is_missing(person, room)

    def admit(self, pk: int, room: int, standing: Standing) -> None:
        """A membership began."""
        if person := self.get(pk):
            person.take(room, standing)
            person.moves += 1
            self._hub.feeds.join(room, person)

    def archive(self, rooms: list[int]) -> None:
        """Rooms can only be read from now on."""
        for feed in filter(None, map(self._hub.feeds.get, rooms)):
            for person in list(feed.members):
                person.moves += 1
                self._archive(person, feed.room)

    async def restore(self, labels: dict[int, dict]) -> None:
        """Rooms can be talked in again: they return to the lists of those of their members who are here."""
        people = [person.pk for person in self]
        try:
            standings = await self._hub.loader.standings_in(list(labels), people) if people else {}
        except Exception:
            logger.exception("Rooms %s could not be read", list(labels))  # the safety net will
            return
        for pk, rooms in standings.items():
            for room, standing in rooms.items():
                self._readmit(pk, room, standing)
        for room, label in labels.items():
            if feed := self._hub.feeds.get(room):
                feed.label = label
                self._hub.badges.due_to_all(feed)

    def _readmit(self, pk: int, room: int, standing: Standing | None) -> None:
        person = self.get(pk)
        # What was heard while reading is newer than what was read.
        if person and standing and room not in person.read:
            person.archived.discard(room)
            feed = self._hub.feeds.need(room)
            feed.posts = max(feed.posts, standing.posts)
            self.admit(pk, room, standing)

    def _archive(self, person: Person, room: int) -> None:
        """The room leaves the lists of its members; who reads it goes on reading."""
        person.archived.add(room)
        if room in person.read:
            self._dismiss(person, room, self._hub.loader.row_gone(room), stays=True)

    def dismiss(self, pk: int, room: int, row_gone: str, stays: bool = False) -> None:
        """A membership ended: pages that show the room or a thread of it are shown out, unless they may stay.

        The others lose its row.
        """
        if person := self.get(pk):
            person.moves += 1
            person.archived.discard(room)
            self._dismiss(person, room, row_gone, stays)

    def _dismiss(self, person: Person, room: int, row_gone: str, stays: bool = False) -> None:
        if room in person.mentions:
            self._hub.badges.due(person, room)  # fewer messages mention this person now
        person.forget(room)
        for socket in person.sockets:
            if not stays and any(room in (view.room, view.gate) for view in socket.views.values()):
                socket.close(NOT_A_MEMBER)
            else:
                socket.say(row_gone)
        self._hub.feeds.part(room, person)

    # By what right

    async def check_sessions(self) -> None:
        """Show out whoever is not signed in any more, and see who changed, for when no bell said so."""
        sockets = self.sockets()
        valid = await self._hub.loader.signed_in({(socket.user, socket.session.key) for socket in sockets})
        for socket in sockets:
            auth_hash, mark = valid.get((socket.user, socket.session.key), (None, None))
            if auth_hash != socket.session.auth_hash:
                socket.close(SIGNED_OUT)
            elif mark != socket.session.mark:
                socket.outdated = True
