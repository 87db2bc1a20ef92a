import asyncio
import contextlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rooms.models import Membership, Room
from rooms.models.naming import name_key
from rooms.replay import irc, people, script
from rooms.replay.check import Differs, Watcher
from rooms.replay.play import Play
from rooms.replay.seat import NotPosted
from rooms.replay.site import Site, Unexpected

# Makes the room, and watches it.
WATCHER = "replay-watcher"


def factor(text: str) -> float:
    """Return how many times faster, 0 for no pauses."""
    return 0 if text == "max" else abs(float(text))


def contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(str(error)) from None


class Command(BaseCommand):
    help = "Play logs of an IRC channel in a room, with real sockets on the running site."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a log; each is a day")
        parser.add_argument("--room", required=True, metavar="NAME", help="the room, made if there is none")
        parser.add_argument(
            "--speed",
            type=factor,
            default=60,
            metavar="N",
            help="how many times faster than it was; 0 or max: without pauses (default: %(default)s)",
        )
        parser.add_argument(
            "--url", default="http://127.0.0.1:8000", help="where the site runs (default: %(default)s)"
        )
        parser.add_argument(
            "--sockets", type=int, default=200, help="most open pages at once (default: %(default)s)"
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="compare in the end what an open page shows, what a fresh one shows, and what was sent",
        )

    def handle(self, *, url, files, speed, **options):
        steps = list(script.written([irc.read(contents(file)) for file in files], speed))
        site = Site(url)
        try:
            site.look()
            self.perform(site, steps, **options)
        except (NotPosted, Differs) as error:
            raise CommandError(str(error)) from None
        except (OSError, Unexpected) as error:
            raise CommandError(f"{url}: {error}") from None

    def perform(self, site: Site, steps: list, *, room, sockets, check, **options) -> None:
        cast = people.accounts_for([WATCHER, *(step.person for step in steps if step.person)])
        play = self.play(site, self.room(room, cast[WATCHER]), cast, sockets)
        try:
            verdict = asyncio.run(performed(play, steps, cast[WATCHER].pk if check else None))
        finally:
            people.end_sessions(play.keys.values())
            self.tell_totals(play)
        if verdict:
            self.stdout.write(verdict)
        if play.totals.lost:
            raise CommandError(f"{len(play.totals.lost)} lines were never acknowledged")

    def room(self, name: str, host) -> Room:
        room = Room.objects.filter(name_key=name_key(name)).first() or Room.objects.open_up(host, name)
        if not room.is_open or room.archived_at:
            raise CommandError(f"Everybody must be able to come in and talk: {room} is not such a room.")
        return room

    def play(self, site: Site, room: Room, cast: dict, sockets: int) -> Play:
        members = set(Membership.objects.filter(room=room).values_list("user", flat=True))
        everybody = {user.pk: user for user in cast.values()}
        keys = people.sessions_for(everybody.values())
        return Play(
            site,
            room,
            cast=cast,
            keys=keys,
            strangers=set(everybody) - members,
            most=sockets,
            say=self.stdout.write,
        )

    def tell_totals(self, play: Play) -> None:
        totals, seconds = play.totals, play.seconds
        rate = totals.posted / seconds if seconds else 0
        self.stdout.write(
            f"{totals.posted} lines of {play.people} people in {seconds:.1f} seconds:"
            f" {rate:.1f} posts a second, {totals.resent} resent, {totals.refused} refused,"
            f" {totals.returned} pages came back, {totals.skipped} empty lines skipped"
        )
        for line in totals.lost:
            self.stderr.write(f"never acknowledged: {line}")


async def performed(play: Play, steps: list, watcher: int | None) -> str:
    """Play the steps; with a watcher, return what the comparison says."""
    async with contextlib.AsyncExitStack() as after:
        if watcher is None:
            await play.run(steps)
            return ""
        watching = Watcher(play, watcher)
        after.push_async_callback(watching.leave)
        await watching.ready()
        await play.run(steps)
        return await watching.verdict()
