import asyncio
import logging

from django.conf import settings

logger = logging.getLogger(__name__)

# Every so many rounds the slower things are looked at too: who is where, who read what.
SLOW = 20
# Once an hour the layer is told again where we belong.
REJOIN = 3600


class SafetyNet:
    """Compares what this process knows with the database now and then, for bells that were not heard."""

    def __init__(self, hub):
        self._hub = hub

    def start(self) -> None:
        self._hub.tasks.begin(self._keep_looking())

    async def _keep_looking(self) -> None:
        rounds = 0
        while True:
            await asyncio.sleep(settings.SAFETY_NET_PERIOD)
            rounds += 1
            try:
                await self.look(thoroughly=rounds % SLOW == 0)
                if rounds % max(1, int(REJOIN / settings.SAFETY_NET_PERIOD)) == 0:
                    await self._hub.bells.rejoin()
            except Exception:
                logger.exception("The safety net could not look")

    async def look(self, thoroughly: bool = False) -> None:
        """Read the clocks of the rooms with pages here, in one query, and fetch what is missing."""
        feeds = self._hub.feeds
        rooms, unheard = [feed.room for feed in feeds], {}
        for room, (clock, posts) in (await self._hub.loader.clocks(rooms)).items():
            feed = feeds.get(room)
            if feed is None:
                continue
            if feed.last is not None and clock > feed.last:
                feed.fill_soon()
            if posts > feed.posts:
                unheard[room] = feed.posts
            self._hub.posted(feed, posts, None)
        if unheard:
            await self._look_for_mentions(unheard)
        if thoroughly:
            await self._hub.people.check_sessions()
            await self._hub.people.refresh()
            await self._hub.presence.compare()

    async def _look_for_mentions(self, unheard: dict[int, int]) -> None:
        """Tell who is mentioned by messages that no bell told of. unheard: the last number heard, by room."""
        for room, number, mentioned in await self._hub.loader.mentions_after(unheard):
            if feed := self._hub.feeds.get(room):
                self._hub.badges.mention(feed, number, mentioned)
