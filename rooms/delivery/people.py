from django.conf import settings

from rooms.delivery.person import Person, Standing
from rooms.delivery.socket import NOT_A_MEMBER, SIGNED_OUT, Socket

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

    async def refresh(self) -> None:
        """Read the same anew for everybody, for when a bell was not heard."""
        people = {person.pk: (person, person.moves) for person in self}
        for pk, standings in (await self._hub.loader.standings(list(people))).items():
            self._stand(people[pk][0], standings, people[pk][1])

    def _stand(self, person: Person, standings: dict[int, Standing], moves: int) -> None:
        # What was heard while reading is newer than what was read.
        if self.get(person.pk) is not person or person.moves != moves:
            return
        for room in set(person.read) - set(standings):
            self._dismiss(person, room, self._hub.loader.row_gone(room))
        for room, standing in standings.items():
            feed = self._hub.feeds.need(room)
            # Elsewhere a bell or the safety net tells of new messages, and then the others get their badges.
            if not feed.members:
                feed.posts = max(feed.posts, standing.posts)
            self._hub.feeds.join(room, person)
            if person.take(room, standing):
                self._hub.badges.due(person, room)

    def admit(self, pk: int, room: int, standing: Standing) -> None:
        """A membership began."""
        if person := self.get(pk):
            person.take(room, standing)
            person.moves += 1
            self._hub.feeds.join(room, person)

    def dismiss(self, pk: int, room: int, row_gone: str, stays: bool = False) -> None:
        """A membership ended: pages that show the room or a thread of it are shown out, unless they may stay.

        The others lose its row.
        """
        if person := self.get(pk):
            person.moves += 1
            self._dismiss(person, room, row_gone, stays)

    def _dismiss(self, person: Person, room: int, row_gone: str, stays: bool = False) -> None:
        person.forget(room)
        for socket in person.sockets:
            if not stays and any(room in (view.room, view.gate) for view in socket.views.values()):
                socket.close(NOT_A_MEMBER)
            else:
                socket.say(row_gone)
        self._hub.feeds.part(room, person)

    # By what right

    async def check_sessions(self) -> None:
        """Show out whoever is not signed in any more, for when no bell said so."""
        sockets = self.sockets()
        valid = await self._hub.loader.signed_in({(socket.user, socket.session.key) for socket in sockets})
        for socket in sockets:
            if valid.get((socket.user, socket.session.key)) != socket.session.auth_hash:
                socket.close(SIGNED_OUT)
