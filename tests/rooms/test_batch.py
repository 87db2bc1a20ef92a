import asyncio

import pytest

from rooms.delivery.batch import Batch


class Library:
    """Answers when it is told to, and notes what it was asked."""

    def __init__(self):
        self.asked: list[list] = []
        self.opened = asyncio.Event()

    async def answer(self, keys: list) -> dict:
        self.asked.append(keys)
        await self.opened.wait()
        if "fire" in keys:
            raise RuntimeError("no answers today")
        return {key: f"about {key}" for key in keys if key != "nothing"}


async def asking(batch, *keys):
    """Ask for all of them, and let them come to the desk."""
    answers = [asyncio.ensure_future(batch.get(key)) for key in keys]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return answers


async def test_what_is_asked_while_an_answer_is_awaited_is_answered_together():
    library = Library()
    batch = Batch(library.answer)
    first = await asking(batch, "whales")
    others = await asking(batch, "bees", "ants", "bees", "nothing")
    library.opened.set()
    answers = await asyncio.gather(*first, *others)
    assert answers == ["about whales", "about bees", "about ants", "about bees", None]
    assert library.asked == [["whales"], ["bees", "ants", "nothing"]]


async def test_an_answer_is_as_it_was_after_it_was_asked():
    """Who asks for what is just being answered is answered anew: it may have changed meanwhile."""
    library = Library()
    batch = Batch(library.answer)
    answers = [*await asking(batch, "bees"), *await asking(batch, "bees")]
    library.opened.set()
    await asyncio.gather(*answers)
    assert library.asked == [["bees"], ["bees"]]


async def test_a_failure_reaches_those_who_asked_and_nobody_after_them():
    library = Library()
    batch = Batch(library.answer)
    library.opened.set()
    failing = await asking(batch, "fire")
    with pytest.raises(RuntimeError):
        await failing[0]
    assert await batch.get("bees") == "about bees"


async def test_who_goes_away_takes_no_answer_from_others():
    library = Library()
    batch = Batch(library.answer)
    leaving, staying = await asking(batch, "bees", "bees")
    leaving.cancel()
    library.opened.set()
    assert await staying == "about bees"
