"""What Lighthouse thinks of signing in and of a room, on a phone: `python -m tests.lighthouse`.

Performance, accessibility and best practices must be 100 each. The machine shakes the first. So a page that
falls short is looked at four times more, and the median counts
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md); and a machine that is slower than
those for which Lighthouse makes the phone four times slower makes it less slow in the same proportion
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md#calibrating-the-cpu-slowdown).
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench.table import Table
from tests import servers
from tests.weight import the_site

HERE = Path(__file__).parent
INSTALLED = servers.BASE / "var" / "lighthouse"
REPORTS = servers.RESULTS / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices")
COLUMNS = (
    {"page": ("", "")} | {name: (name, ".0f") for name in CATEGORIES} | {"slowdown": ("CPU slower x", ".1f")}
)
# What a browser does besides showing a page, and what Lighthouse's own launcher has it leave
# (https://github.com/GoogleChrome/chrome-launcher/blob/main/docs/chrome-flags-for-tools.md).
QUIET = [
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    "--password-store=basic",
]
# How many times slower than this machine the phone is, and what Lighthouse measures of a machine for which
# that is meant (a "high-end desktop": 1500 to 2000).
SLOWDOWN = 4
MEANT_FOR = 1750


def main() -> int:
    if not shutil.which("node") or not shutil.which("npm"):
        print("Lighthouse was left out: it needs Node and npm (on Debian: apt-get install nodejs npm).")
        return 0
    install()
    REPORTS.mkdir(parents=True, exist_ok=True)
    with the_site() as (url, cookie):
        rows = [
            judged("sign-in", f"{url}/accounts/login/", None),
            judged("room", f"{url}/chat/fifty/", {"name": "parley", "value": cookie, "url": url}),
        ]
    print(Table("Lighthouse, on a phone", COLUMNS, rows).text())
    short = [f"{row['page']}: {name}" for row in rows for name in CATEGORIES if row[name] < 100]
    if short:
        print(f"Less than 100: {', '.join(short)}. See {REPORTS.relative_to(servers.BASE)}.", file=sys.stderr)
    return len(short)


def install() -> None:
    """Install what package-lock.json names, once."""
    lock = (HERE / "package-lock.json").read_text()
    kept = INSTALLED / "package-lock.json"
    if (INSTALLED / "node_modules").exists() and kept.read_text() == lock:
        return
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, INSTALLED)
    quietly = ["--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "ci", *quietly, "--prefix", INSTALLED], check=True, timeout=600)


def judged(name: str, address: str, cookie: dict | None) -> dict:
    """Return the scores of a page, by category, and what `slowdown` they were found with."""
    found = [look(name, address, cookie, SLOWDOWN)]
    if min(scores(found[0]).values()) < 100:
        slowdown = SLOWDOWN * min(1, found[0]["environment"]["benchmarkIndex"] / MEANT_FOR)
        found += [look(name, address, cookie, slowdown) for _again in range(4)]
    looks = [scores(report) for report in found]
    row = {"page": name, "slowdown": found[-1]["configSettings"]["throttling"]["cpuSlowdownMultiplier"]}
    return row | {category: median(each[category] for each in looks) for category in CATEGORIES}


def scores(report: dict) -> dict:
    return {key: round(report["categories"][key]["score"] * 100) for key in CATEGORIES}


def look(name: str, address: str, cookie: dict | None, slowdown: float) -> dict:
    """Return the report of one look, and print what was less than good."""
    with suppress(subprocess.CalledProcessError):  # now and then a recording has no beginning (NO_NAVSTART)
        return recorded(name, address, cookie, slowdown)
    return recorded(name, address, cookie, slowdown)


def recorded(name: str, address: str, cookie: dict | None, slowdown: float) -> dict:
    report = REPORTS / f"{name}.json"
    with browser(cookie) as port:
        options = [f"--port={port}", "--disable-storage-reset", "--quiet", "--output=json"]
        options += [f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}"]
        options += [f"--only-categories={','.join(CATEGORIES)}", f"--output-path={report}"]
        program = INSTALLED / "node_modules" / "lighthouse" / "cli" / "index.js"
        subprocess.run(["node", program, address, *options], check=True, timeout=300)
    found = json.loads(report.read_text())
    for audit in found["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"{name}: {audit['title']} ({audit['id']}: {audit['score']})")
    return found


@contextmanager
def browser(cookie: dict | None):
    """Run a browser in which somebody is signed in, or nobody; yield the port by which it is steered."""
    port = servers.free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [*QUIET, "--headless=new", "--no-sandbox", f"--user-data-dir={profile}"]
        command = [servers.program("chromium"), *options, f"--remote-debugging-port={port}", "about:blank"]
        with servers.running(servers.Process(f"chromium-{port}", command)) as chromium:
            chromium.wait_until(lambda: listens(port), "Chromium listens")
            if cookie:
                give(cookie, port)
            yield port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def give(cookie: dict, port: int) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        chromium.contexts[0].add_cookies([cookie])
        chromium.close()  # which only lets go of it


if __name__ == "__main__":
    sys.exit(main())
