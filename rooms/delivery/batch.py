import asyncio
from collections.abc import Awaitable, Callable
from contextvars import Context

# Keys that one call answers.
MOST = 500


class Batch:
    """Answers by one call what many ask at once: while a call is under way, further questions gather.

    When thousands of pages return together, each of their questions is a query for hundreds of them.
    """

    def __init__(self, answer: Callable[[list], Awaitable[dict]]):
        """`answer` takes keys and returns answers by key; what it leaves out is answered by None."""
        self._answer = answer
        self._asked: dict = {}
        self._working: asyncio.Task | None = None

    async def get(self, key):
        """Return the answer to one key, as it was after it was asked. Raises what the call raised."""
        answer = self._asked.get(key)
        if answer is None:
            answer = self._asked[key] = asyncio.get_running_loop().create_future()
        if self._working is None or self._working.done():
            # In nobody's context: who asked first may go before the others have their answers.
            self._working = asyncio.create_task(self._work(), context=Context())
        return await asyncio.shield(answer)

    async def _work(self) -> None:
        while self._asked:
            asked = dict(list(self._asked.items())[:MOST])
            for key in asked:
                del self._asked[key]
            try:
                found = await self._answer(list(asked))
            except Exception as error:
                for answer in asked.values():
                    answer.set_exception(error)
            else:
                for key, answer in asked.items():
                    answer.set_result(found.get(key))
