"""What people do on open pages. Another kind of doing is another class in OPERATIONS."""

import asyncio
import itertools
import random

from tests.faults.client import TROUBLE

# Characters; the longest that a message may have is 8,000.
LONG = 7500
# Somebody who sees that nothing arrives stops writing.
MOST_WAITING = 20
NUMBERS = itertools.count(1)


class Say:
    """Post a numbered message."""

    weight = 100

    async def perform(self, page, stage) -> None:
        if page.waits < MOST_WAITING:
            await page.post(self.text(page, stage.chance))

    def text(self, page, chance: random.Random) -> str:
        return f"{next(NUMBERS)} from {page.name}" + " and so on" * chance.randrange(6)


class SayMuch(Say):
    """Post a long message, which fills the connections of those who do not read."""

    weight = 4

    def text(self, page, chance: random.Random) -> str:
        return f"{next(NUMBERS)} at length from {page.name}" + " la" * (LONG // 3)


class Read:
    """Take what the page shows for read."""

    weight = 15

    async def perform(self, page, stage) -> None:
        await page.read()


class ChangeHeading:
    """Give the room another topic, by the form of its host. Whether it took is not known where that fails."""

    weight = 4

    async def perform(self, page, stage) -> None:
        topic = f"topic {next(NUMBERS)}"
        try:
            await asyncio.to_thread(stage.change_topic, page.room, topic)
        except TROUBLE as error:
            stage.history.tell(page.name, f"cannot say whether the {topic} was taken: {error!r}")
        else:
            stage.history.tell(page.name, f"changed to {topic}")


class Reload:
    """Load the page anew."""

    weight = 2

    async def perform(self, page, stage) -> None:
        await page.reload()


OPERATIONS = [Say(), SayMuch(), Read(), ChangeHeading(), Reload()]


def any_of(does: list, chance: random.Random):
    """Choose what to do by weight."""
    return chance.choices(does, [operation.weight for operation in does])[0]
