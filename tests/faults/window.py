"""Open pages in real browsers."""

import asyncio
import contextlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from playwright.sync_api import Error, sync_playwright

from rooms.replay.log import Line
from tests.faults.history import History, Post
from tests.flows.pages.room_page import RoomPage
from tests.servers import program, wait_until

PATIENCE = 20_000  # milliseconds
# Seconds within which the room's page must be had: faults may follow on each other.
LOADING = 90

SHOWN = """() => {
  const main = document.querySelector('#main')
  const older = main.querySelector('.older')
  return {
    ready: 'ready' in main.dataset,
    cursor: +(main.querySelector('[name=log]')?.value.split(':')[1] || 0),
    begins: older ? +new URL(older.getAttribute('hx-get'), location).searchParams.get('before') : 0,
    heading: ['name', 'topic', 'members'].map(
      part => main.querySelector('.heading__' + part)?.textContent ?? ''),
    lines: [...main.querySelectorAll('.log [data-seq]')].map(li => [
      li.id, +li.dataset.seq, +li.dataset.author, li.dataset.nonce ?? '',
      li.querySelector('.message__body')?.textContent.trim() ?? '', +li.dataset.stamp,
      [...li.children].filter(part => !part.matches('.message__head, .message__body')).map(
        part => part.textContent).join(' ').trim()]),
    waiting: [...document.querySelectorAll('.pending > .message__body')].map(p => p.textContent),
  }
}"""


@dataclass(frozen=True)
class Place:
    """A room as page objects know it."""

    name: str
    slug: str

    def get_absolute_url(self) -> str:
        return f"/chat/{self.slug}/?newest"


class Windows:
    """Browsers, driven from one thread of their own as Playwright's synchronous side wants it."""

    def __init__(self):
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="windows")

    async def do(self, work, *arguments):
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    async def start(self) -> None:
        await self.do(self._start)

    async def stop(self) -> None:
        await self.do(self._stop)
        self._thread.shutdown()

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._chromium = self._playwright.chromium.launch(
            executable_path=os.environ.get("E2E_CHROMIUM") or program("chromium"),
            args=["--no-sandbox"] if os.getuid() == 0 else [],
        )

    def _stop(self) -> None:
        self._chromium.close()
        self._playwright.stop()

    def new_page(self, url: str, key: str):
        context = self._chromium.new_context(base_url=url)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "parley", "value": key, "url": url}])
        return context.new_page()


class Window:
    """One person's page of one room, in a browser of its own."""

    # It never stops to.
    reads = True

    def __init__(self, name: str, person: dict, room: dict, url: str, history: History, windows: Windows):
        self.name = name
        self.person = person
        self.room = room
        self.history = history
        self._url = url
        self._windows = windows
        self._waiting: dict[str, Post] = {}

    @property
    def waits(self) -> int:
        return len(self._waiting)

    async def open(self) -> None:
        await self._windows.do(self._open)

    async def close(self) -> None:
        await self._windows.do(self._shown.page.context.close)

    async def post(self, text: str) -> None:
        await self._windows.do(self._post, text)

    async def read(self) -> None:
        """A page that is looked at says so by itself."""

    async def reload(self) -> None:
        self.history.tell(self.name, "reloads")
        await self._windows.do(self._load)

    async def shows(self) -> dict:
        """Return what the page shows now, and note what it no longer has in its outbox."""
        return await self._windows.do(self._look)

    def complaint(self) -> str:
        return ""

    # In the browsers' thread

    def _open(self) -> None:
        page = self._windows.new_page(self._url, self.person["key"])
        self._shown = RoomPage(page, Place(self.room["name"], self.room["slug"]))
        self._load()

    def _load(self) -> None:
        """Go to the page until it is there: the server may be gone."""
        wait_until(self._is_loaded, f"{self.name} gets the room's page", LOADING)

    def _is_loaded(self) -> bool:
        with contextlib.suppress(Error):
            answer = self._shown.page.goto(self._shown.room.get_absolute_url())
            return answer.ok and self._shown.page.locator("#page").count() > 0
        return False

    def _is_there(self) -> None:
        """Where the browser stands on its own error page, a person goes to the room again."""
        if not self._shown.page.url.startswith(self._url):
            self.history.tell(self.name, "goes to the room again")
            self._load()

    def _post(self, text: str) -> None:
        self._look()
        self._waiting[text] = self.history.posted(self.room["pk"], self.name, "", text)
        try:
            self._shown.say(text)
        except (Error, AssertionError):
            # The page was loaded anew under the typist's hands: whether this was sent, its outbox says.
            self._is_there()
            if text not in self._shown.page.evaluate(SHOWN)["waiting"]:
                del self._waiting[text]
                self.history.tell(self.name, f"cannot say whether {text!r} was sent")

    def _look(self) -> dict:
        self._is_there()
        shown = self._shown.page.evaluate(SHOWN)
        for text in set(self._waiting) - set(shown["waiting"]):
            self.history.acknowledge(self._waiting.pop(text))
        shown["lines"] = [Line(*line) for line in shown["lines"]]
        return shown
