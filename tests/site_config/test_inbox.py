"""What waits of a client's frames (site_config/serving/inbox.py)."""

import asyncio

from site_config.serving.inbox import MOST_WAITING, Inbox


class Line:
    """A connection that notes whether it is read from."""

    is_read = True

    def inbox(self) -> Inbox:
        return Inbox(self.hold, self.release)

    def hold(self) -> None:
        self.is_read = False

    def release(self) -> None:
        self.is_read = True


async def test_frames_come_out_in_order():
    inbox = Line().inbox()
    for n in range(3):
        inbox.put_nowait({"n": n})
    assert [(await inbox.get())["n"] for _ in range(3)] == [0, 1, 2]


async def test_who_waits_gets_the_next_frame():
    inbox = Line().inbox()
    waiting = asyncio.ensure_future(inbox.get())
    await asyncio.sleep(0)
    inbox.put_nowait({"n": 1})
    assert await waiting == {"n": 1}


async def test_a_wait_that_was_given_up_takes_no_frame_along():
    inbox = Line().inbox()
    waiting = asyncio.ensure_future(inbox.get())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    inbox.put_nowait({"n": 1})
    assert await inbox.get() == {"n": 1}


async def test_a_line_that_brings_more_than_is_taken_is_not_read_until_there_is_room():
    line = Line()
    inbox = line.inbox()
    for n in range(MOST_WAITING - 1):
        inbox.put_nowait({"n": n})
    assert line.is_read
    inbox.put_nowait({"n": MOST_WAITING})
    assert not line.is_read
    await inbox.get()
    assert line.is_read
