import asyncio
import json
import logging
from dataclasses import replace

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation
from django.utils.translation import gettext as _

from rooms import broadcasts, delivery, fragments, limits, saying, swaps
from rooms.delivery.hub import Hub
from rooms.delivery.socket import NO_SUCH_ROOM, SIGNED_OUT, DirectSocket, Session, Socket
from rooms.drafts import DraftKeeper
from rooms.forms.text import legible
from rooms.frames import number, pairs
from rooms.loader import Loader
from rooms.models import Membership, Room
from rooms.models.draft import Written
from rooms.presence import PresenceKeeper
from site_config.serving.threads import in_database_thread

logger = logging.getLogger(__name__)

# What a server offers that lets connections be written to directly (site_config/serving/wire.py).
WIRE = "parley.wire"

# Characters of a frame: the longest message, and what stands around it.
FRAME_LENGTH = settings.MESSAGE_LENGTH * 4 + 4000
# A page shows a room and some panels.
MOST_VIEWS = 12
# A client that has not said hello after so many seconds just wants to listen to the room of its address.
HELLO_PATIENCE = 3

_starting = asyncio.Lock()


async def this_hub() -> Hub:
    """Return this process's hub, started by the first page."""
    # A page that goes meanwhile must not take a hub along that was half begun.
    return delivery.running_hub() or await asyncio.shield(asyncio.ensure_future(_begun_hub()))


async def _begun_hub() -> Hub:
    async with _starting:
        hub = delivery.running_hub()
        return hub or await Hub.start(Loader(), PresenceKeeper)


class ChatConsumer(AsyncWebsocketConsumer):
    """One open page. Frames in are verbs, frames out are HTML."""

    verbs = {"hello", "post", "say", "read", "typing", "draft"}

    socket = None
    listening = None
    hub = None
    room = None

    async def __call__(self, scope, receive, send):
        # The hub hears the channel layer for all sockets of the process. Channels' own loop, which listens to
        # both, would hold two tasks for each socket, and visit the database thread before each frame.
        self.scope, self.base_send = scope, send
        try:
            while True:
                event = await receive()
                await getattr(self, event["type"].replace(".", "_"))(event)
        except StopConsumer:
            pass
        finally:
            self.leave()

    async def connect(self):
        await self.accept()
        self.user = self.scope["user"]
        if not self.user.is_authenticated:
            return await self.close(SIGNED_OUT)
        self.hub = await this_hub()
        slug = self.scope["url_route"]["kwargs"].get("slug")
        if slug and not await self.find_room(slug):
            return await self.close(NO_SUCH_ROOM)
        self.frames = limits.Limit(limits.FRAME_RATE, limits.FRAME_BURST)
        self.socket = self.make_socket()
        self.drafts = DraftKeeper(self.hub, self.socket, self.user)
        await self.hub.connect(self.socket)
        # A page announces its hello. What it heard before would move its cursor past what it lacks: were the
        # line lost then, nobody would ever know.
        if self.room and b"hello" not in self.scope["query_string"]:
            self.listening = self.hub.loop.call_later(HELLO_PATIENCE, self.listen_soon)

    def make_socket(self) -> Socket:
        session = Session(self.scope["session_key"], self.user.get_session_auth_hash(), self.user.mark)
        channel = self.user.pk, session, self.send_frame, self.close
        wire = self.scope.get("extensions", {}).get(WIRE)
        return DirectSocket(*channel, wire) if wire else Socket(*channel)

    async def websocket_disconnect(self, event):
        raise StopConsumer

    def leave(self) -> None:
        """Count this page out, if it was counted in."""
        if self.listening:
            self.listening.cancel()
        if self.socket:
            self.hub.disconnect(self.socket)
            self.socket = None  # it knows this consumer too

    async def receive(self, text_data=None, bytes_data=None):
        if self.socket is None or not self.socket.open:
            return
        with translation.override(self.scope["language"]):
            await self.take(text_data)

    async def take(self, text: str | None) -> None:
        """Do what a frame asks, or say in one fragment why not."""
        if not self.frames.allows("frames"):
            return self.refuse(_("That was fast. Wait a moment."))
        if text is None or len(text) > FRAME_LENGTH:
            return self.refuse(_("That is too long."))
        try:
            frame = json.loads(text)
            verb = str(frame.get("verb", "say" if "message" in frame else ""))
        except (ValueError, AttributeError, RecursionError):
            return self.refuse(_("That could not be read."))
        if verb not in self.verbs:
            return self.refuse(_("That could not be read."))
        try:
            if not self.socket.outdated or await self.know_person():
                await getattr(self, verb)(frame)
        except Exception:
            if verb == "hello":
                raise  # a page that could not be caught up comes back and tries again
            logger.exception("The verb %s failed", verb)
            self.refuse(_("Something went wrong here. Try again."), str(frame.get("nonce", "")))

    # Verbs: what the page asks for

    async def hello(self, frame) -> None:
        """Show these rooms, each caught up from its cursor: {"log": ["<room>:<cursor>", ...]}.

        The badges that the page shows are compared with what is so: {"unread": ["<room>:<count>", ...]}.
        """
        cursors, badges = pairs(frame.get("log", [])), pairs(frame.get("unread", []))
        if None in cursors + badges or len(cursors) > MOST_VIEWS:
            return self.refuse(_("That could not be read."))
        self.room = None
        if asyncio.isfuture(self.listening):
            await asyncio.wait([self.listening])  # two at once would open the room twice
        reminders = await self.hub.loader.reminders(self.user.pk)
        await self.drafts.begin()
        await self.hub.hello(self.socket, dict(cursors))
        self.hub.badges.compare(self.socket, dict(badges))
        self.socket.say(reminders)
        self.socket.say(swaps.ready(self.hub.people.pause))

    async def post(self, frame) -> None:
        """Say something: {"room": pk, "body": text, "nonce": the page's own name for it, "reply_to": pk}."""
        nonce = str(frame.get("nonce", ""))
        said = {
            "body": str(frame.get("body", "")),
            "nonce": nonce,
            "reply_to": str(frame.get("reply_to", "")),
        }
        room = number(frame.get("room"))
        outcome = await self.store_post(room, said)
        message = outcome.message
        if outcome.is_refused:
            self.refuse(outcome.reasons, nonce)
        elif outcome.done:
            self.socket.say(swaps.remove(f"pending-{nonce}"))
            self.tell(outcome.done, is_done=True)
        elif message.room_id not in self.socket.views:
            # The page has moved on from where this was said: no echo will take it out of its outbox.
            self.socket.say(swaps.remove(f"pending-{nonce}"))
        elif message.repeated:
            # It may belong above what the page shows, where it is left out: its outbox is told apart.
            self.socket.say(await self.shown(message) + swaps.remove(f"pending-{nonce}"))
        if not outcome.is_refused:
            await self.drafts.sent(room)

    async def say(self, frame) -> None:
        """Say something in the room of the socket's address: {"message": text}."""
        room = self.room or next(iter(self.socket.views), None)
        if self.room:
            await self.listen()
        outcome = await self.store_post(room, {"body": str(frame["message"])})
        if outcome.is_refused or outcome.done:
            self.tell(outcome.reasons or outcome.done, is_done=not outcome.is_refused)

    async def read(self, frame) -> None:
        """Take a room for read up to a clock value: {"room": pk, "seq": clock}."""
        room, seq = number(frame.get("room")), number(frame.get("seq"))
        view = self.socket.views.get(room)
        if view and seq is not None and seq > view.unread:
            await self.store_read(room, seq)

    async def typing(self, frame) -> None:
        """Let the others know that something is being written: {"room": pk}."""
        room = number(frame.get("room"))
        if room in self.socket.views and room in self.hub.people.get(self.user.pk).read:
            broadcasts.someone_typed(room, self.user)

    async def draft(self, frame) -> None:
        """Keep what is being written: {"room": pk, "body": text, "reply_to": pk, "kept": mark}.

        The mark is that of what the page knows to be kept. A page says it again whenever it comes back, and
        all pages of this person are told what is kept.
        """
        room, typed = number(frame.get("room")), str(frame.get("body") or "")
        # A long text would keep the others waiting. Most pages that come have none, and all say so at once.
        body = typed and await database_sync_to_async(legible)(typed)
        # A choice of what to answer is kept with the words that do it.
        written = Written(body, number(frame.get("reply_to")) if body.strip() else None)
        if room is not None:
            await self.drafts.keep(room, written, known=frame.get("kept"))

    # What verbs need

    async def know_person(self) -> bool:
        """Read anew who is at this page, since they changed; False, and the end of it, where nobody is."""
        # What changes while this is read makes the page read it once more.
        self.socket.outdated = False
        try:
            user = await self.person()
        except Exception:
            self.socket.outdated = True
            raise
        if user is None:
            self.socket.close(SIGNED_OUT)
            return False
        self.user = user
        self.socket.session = replace(self.socket.session, mark=user.mark)
        return True

    @database_sync_to_async
    def person(self):
        return get_user_model().objects.filter(pk=self.user.pk, is_active=True).first()

    async def find_room(self, slug: str) -> bool:
        """Note the room of the socket's address; False where there is none that this person may see."""
        self.room = None if "\0" in slug else await self.hub.loader.room_at(slug)
        return self.room is not None and await self.hub.loader.access(self.user.pk, self.room) is not None

    @in_database_thread
    def store_post(self, room_pk: int | None, said: dict[str, str]) -> saying.Outcome:
        # Not read here: the post finds out under its lock whether there is such a room and who is in it.
        return saying.say(said, Room(pk=room_pk), self.user)

    @database_sync_to_async
    def shown(self, message) -> str:
        # After a restart nobody has rendered it yet, and what was added to it meanwhile has to be read.
        return swaps.log(message.room_id, fragments.message(message))

    @in_database_thread
    def store_read(self, room_pk: int, seq: int) -> None:
        membership = Membership.objects.filter(user=self.user, room=room_pk).select_related("room").first()
        if membership:
            membership.read_through(seq)

    def listen_soon(self) -> None:
        if self.room and self.socket.open:
            self.listening = asyncio.ensure_future(self.listen())

    async def listen(self) -> None:
        """Show the room of the address from now on, to a client that never says hello."""
        room, self.room = self.room, None
        await self.hub.hello(self.socket, {room: None})

    def refuse(self, reason: str, nonce: str = "") -> None:
        """Answer with one fragment that says why: beside the text where the page named it."""
        if nonce.isalnum():
            self.socket.say(swaps.fill(f"refusal-{nonce}", reason))
        else:
            self.tell(reason)

    def tell(self, text: str, is_done: bool = False) -> None:
        """Say something to this page alone: what was done, or why nothing was."""
        self.socket.say(swaps.replace("notice", fragments.notice(text, is_done)))

    async def send_frame(self, text: str) -> None:
        await self.send(text_data=text)
