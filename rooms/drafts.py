"""What is being written on a page, kept for the other pages of its person."""

import asyncio

from channels.db import database_sync_to_async

from rooms import broadcasts, limits
from rooms.marks import mark_of
from rooms.models import Draft
from rooms.models.draft import Written

# A page says within a second what is in its box after it sent something; one that is gone does not.
PATIENCE = 2


class DraftKeeper:
    """Keeps what one page says that it is writing."""

    def __init__(self, hub, socket, user):
        self._hub = hub
        self._socket = socket
        self._user = user
        # What this page has kept, by room: to keep it once more, or to drop what is not there, costs nothing.
        self._kept: dict[int, Written] = {}
        # Rooms where something had been written before this page came: what is sent there takes it along.
        self._found: set[int] | None = None
        # Rooms whose draft was compared with what this page began with: once is enough.
        self._compared: set[int] = set()

    async def begin(self) -> None:
        """Read, once, in which rooms something is kept already."""
        if self._found is None:
            self._found = await self._hub.loader.drafted(self._user.pk)

    async def keep(self, room: int, written: Written, known) -> None:
        """Keep what is being written in a room. known: the mark of what the page knows to be kept."""
        if mark_of(*written) == known:
            # An empty box is looked at where something is kept: its page may come from the browser's memory.
            is_doubtful = room not in self._compared and (written.body or room in (self._found or ()))
            if is_doubtful and await self._may_write_in(room):
                await self._compare(room, written)
            return
        if self._kept.get(room) == written or not limits.drafts.allows(self._user.pk):
            return
        if await self._may_write_in(room):
            await self._store(room, written)

    async def sent(self, room: int) -> None:
        """Be done with what was kept of a message that was sent."""
        if self._kept.get(room, Written()).body:
            await self._store(room, Written())
        elif room in (self._found or ()):
            self._found.discard(room)
            self._hub.tasks.begin(self._forget(room))

    async def _forget(self, room: int) -> None:
        """Be done with what this page began with and sent, unless it says meanwhile what is in its box."""
        await asyncio.sleep(PATIENCE)
        if room not in self._kept:
            await self._store(room, Written())

    async def _compare(self, room: int, written: Written) -> None:
        """Correct a page that began with a draft which was sent, or went on, while the page came."""
        self._compared.add(room)
        body, original = await self._stored(room)
        if (body, original and original.pk) != written:
            answered = None if body else written.reply_to
            self._socket.say(broadcasts.draft_shown(room, body, original, answered))

    async def _may_write_in(self, room: int) -> bool:
        """Whether this person is a member of a room, or of the home of a thread that they need not follow."""
        mine = self._hub.people.get(self._user.pk).read
        if room in mine:
            return True
        access = await self._hub.loader.access(self._user.pk, room)
        return access is not None and access.gate in mine

    @database_sync_to_async
    def _stored(self, room: int):
        return Draft.objects.written(room, self._user)

    @database_sync_to_async
    def _store(self, room: int, written: Written) -> None:
        Draft.objects.keep(room, self._user, *written)
        self._kept[room] = written
