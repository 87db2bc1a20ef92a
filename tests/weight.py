"""What the page of a room weighs on the wire, and how soon it answers a key: `python -m tests.weight`.

A server as deployed, a real Chromium; it fails when a limit of the table is passed. Sizes are what came over
the network, headers included; the time is the browser's own (Event Timing), the median of several sends.
"""

import gzip
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from statistics import median
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from bench.table import Table
from tests import servers

KB = 1024
SENDS = 7
SHOWN = 500
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": False}
COLUMNS = {"what": ("", ""), "found": ("found", ",.1f"), "limit": ("limit", ",.0f"), "unit": ("", "")}
# The longest event of each interaction that took a frame or more.
WATCH = """() => {
  window.took = []
  new PerformanceObserver(list => {
    for (const event of list.getEntries()) if (event.interactionId) window.took.push(event.duration)
  }).observe({ type: 'event', durationThreshold: 16 })
}"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
SAID = [
    "Good morning! An hour early, that is a first.",
    "The tables are in. The time change was wrong, by the way: the file counts in standard time all year.",
    "Can you put the reasons next to the rows? Somebody asked for exactly that last week.",
    "Already there.",
    "Next year's are at https://tides.example.org/north/2027 and need somebody to look at them.",
]


def main() -> int:
    with the_site() as (url, cookie):
        rows = [*weights(url, cookie), swiftness(url, cookie)]
    print(Table("The page of a room", COLUMNS, rows).text())
    heavy = [row["what"] for row in rows if row["limit"] and row["found"] > row["limit"]]
    if heavy:
        print(f"Past its limit: {', '.join(heavy)}.", file=sys.stderr)
    return len(heavy)


@contextmanager
def the_site():
    """Serve a site with a room of 50 messages and one of more; yield its address and somebody's cookie."""
    with ExitStack() as until:
        var_dir = until.enter_context(tempfile.TemporaryDirectory())
        env = servers.environment(var_dir, POST_RATE=1000, POST_BURST=1000)
        for command in ("migrate", "collectstatic"):
            servers.manage(env, command, "--verbosity=0", "--no-input")
        os.environ |= env | {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
        cookie = settle_in()
        server = until.enter_context(servers.running(servers.Server(env)))
        yield server.url, cookie


def settle_in() -> str:
    """Fill the site; return the cookie of a session of its owner, a member of all rooms."""
    import django

    django.setup()
    from django.test import Client

    from accounts.models import User
    from rooms.models import Room
    from rooms.scenes import set_scene

    names = ("Maya", "Jonas", "Amira")
    people = [User.objects.create_user(name.lower(), display_name=name) for name in names]
    people[0].change_role(User.Role.OWNER)
    for name, count in (("Fifty", 50), ("Many", SHOWN)):
        room = Room.objects.open_up(people[0], name, "Berths, tides and everything that floats")
        for person in people[1:]:
            room.admit(person)
        for number in range(count):
            room.post(people[number // 2 % 3], SAID[number % len(SAID)])
    scene = set_scene("rich-messages")
    scene.room_called("Quay").admit(people[0])
    client = Client()
    client.force_login(people[0])
    return client.cookies["parley"].value


@contextmanager
def browsing(url: str, cookie: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(**PHONE)
        context.add_cookies([{"name": "parley", "value": cookie, "url": url}])
        yield context.new_page()
        browser.close()


# Weight


def weights(url: str, cookie: str) -> list[dict]:
    with browsing(url, cookie) as page:
        first, later = (loaded(page, f"{url}/chat/fifty/") for _visit in range(2))
    with browsing(url, cookie) as page:
        rich = loaded(page, f"{url}/chat/quay/")
    (sheet,) = [at for at in first if "/css/" in at]
    with urlopen(sheet) as answer:
        css = len(gzip.compress(answer.read(), 9))
    js = gzipped("static/js")
    return [
        row("first visit", sum(first.values()) / KB, 45, "KB"),
        row("first visit, 50 rich messages", sum(rich.values()) / KB, 45, "KB"),
        row("later visit", sum(later.values()) / KB, 12, "KB"),
        row("requests of a first visit", len(first), 10),
        row("CSS, gzipped", css / KB, 10, "KB"),
        row("our own JavaScript, gzipped", js / KB, 4, "KB"),
    ]


def loaded(page, address: str) -> dict[str, int]:
    """Load a page in a tab of its own; return how many bytes came over the network, by address."""
    wire = page.context.new_cdp_session(page)
    asked, came, cached = {}, {}, set()
    wire.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e["request"]["url"]}))
    wire.on("Network.requestServedFromCache", lambda e: cached.add(e["requestId"]))
    wire.on("Network.loadingFinished", lambda e: came.update({e["requestId"]: e["encodedDataLength"]}))
    wire.send("Network.enable")
    page.goto(address)
    page.locator("main[data-ready]").wait_for()
    page.wait_for_load_state("networkidle")
    wire.detach()
    return {asked[key]: size for key, size in came.items() if key not in cached and size}


def gzipped(folder: str) -> int:
    files = sorted(file for file in (servers.BASE / folder).rglob("*.*") if file.is_file())
    return len(gzip.compress(b"".join(file.read_bytes() for file in files), 9))


# Swiftness


def swiftness(url: str, cookie: str) -> dict:
    """Return how long a send takes until it is painted, with many messages shown."""
    took = []
    for _send in range(SENDS):
        with browsing(url, cookie) as page:
            page.goto(f"{url}/chat/many/")
            page.locator("main[data-ready]").wait_for()
            while page.locator(".message").count() < SHOWN:
                shown = page.locator(".message").count()
                page.locator("main .scroller").evaluate("scroller => { scroller.scrollTop = -1e6 }")
                page.locator(".message").nth(shown).wait_for(state="attached")
            page.locator("main .scroller").evaluate("scroller => { scroller.scrollTop = 0 }")
            composer = page.get_by_label("Message", exact=True)
            composer.fill(SAID[0])
            page.evaluate(WATCH)
            page.evaluate(SETTLED)
            page.evaluate("window.took.length = 0")
            composer.press("Enter")
            page.locator(".message").last.filter(has_text=SAID[0]).wait_for()
            page.evaluate(SETTLED)
            # What took less than a frame is not reported.
            took.append(max(page.evaluate("window.took"), default=16))
    return row(f"send to next paint, {SHOWN} messages shown", median(took), 50, "ms")


def row(what: str, found: float, limit: float, unit: str = "") -> dict:
    return {"what": what, "found": found, "limit": limit, "unit": unit}


if __name__ == "__main__":
    sys.exit(main())
