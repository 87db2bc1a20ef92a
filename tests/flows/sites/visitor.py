"""Somebody at a site by plain requests: its pages and forms, without a browser."""

import time
from urllib.parse import urlsplit

from playwright.sync_api import Playwright

REDIRECTS = range(301, 309)
TOO_MANY = 429
# A site lets one address sign up so many times a minute: whoever is told to wait asks again.
PATIENCE = 90  # seconds
PAUSE = 3


class Refused(Exception):
    """The site did not take what was sent."""


class Visitor:
    """One session at the site. Nothing is read off pages but what a test cannot know otherwise."""

    def __init__(self, playwright: Playwright, url: str):
        self.url = url
        self._requests = playwright.request.new_context(
            base_url=url, extra_http_headers={"Referer": url + "/"}
        )

    def look(self, path: str):
        """Ask for a page, and follow where it leads."""
        return self._requests.get(path)

    def send(self, path: str, **fields: str) -> str:
        """Send a form; return the path to which the site leads on. Raises Refused."""
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self._requests.post(path, form=fields | self._token(), max_redirects=0)
            if answer.status in REDIRECTS:
                return urlsplit(answer.headers["location"]).path
            if answer.status != TOO_MANY or time.monotonic() > deadline:
                raise Refused(f"{self.url}{path} answered {answer.status} to {sorted(fields)}")
            time.sleep(PAUSE)  # the site says nothing when the time has come

    @property
    def cookies(self) -> list[dict]:
        return self._requests.storage_state()["cookies"]

    def close(self) -> None:
        self._requests.dispose()

    def _token(self) -> dict[str, str]:
        values = {cookie["name"]: cookie["value"] for cookie in self.cookies}
        return {"csrfmiddlewaretoken": values.get("csrftoken", "")}
