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


class Change:
    """Do something to a message that was said of late. Browsers only say things."""

    what = ""
    mine = False
    weight = 8

    async def perform(self, page, stage) -> None:
        if hasattr(page, "change") and (lines := page.recent(self.mine)):
            line = stage.chance.choice(lines)
            await page.change(line, self.what, **self.data(line, stage.chance))

    def data(self, line, chance: random.Random) -> dict[str, str]:
        return {}


class Edit(Change):
    """Say one's own words otherwise."""

    what, mine = "edit", True

    def data(self, line, chance: random.Random) -> dict[str, str]:
        return {"body": f"{line.text[:60]} edited {next(NUMBERS)}"}


class React(Change):
    """Add a reaction, or take it away again."""

    what = "react"

    def data(self, line, chance: random.Random) -> dict[str, str]:
        return {"emoji": chance.choice("👍🎉🚢")}


class TakeBack(Change):
    """Take back what one said oneself."""

    what, mine, weight = "retract", True, 2


class Reply(Say):
    """Answer a message that was said of late."""

    weight = 8

    async def perform(self, page, stage) -> None:
        if hasattr(page, "change") and page.waits < MOST_WAITING and (lines := page.recent(mine=False)):
            answered = stage.chance.choice(lines).id.removeprefix("message-")
            await page.post(self.text(page, stage.chance), reply_to=answered)


OPERATIONS = [
    Say(),
    SayMuch(),
    Reply(),
    Edit(),
    React(),
    TakeBack(),
    Read(),
    ChangeHeading(),
    Reload(),
]


def any_of(does: list, chance: random.Random):
    """Choose what to do by weight."""
    return chance.choices(does, [operation.weight for operation in does])[0]
