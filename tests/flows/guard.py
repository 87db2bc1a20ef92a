"""Looks over the shoulder of every browser: no flow passes that leaves an error in the console."""

import re

REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', event =>
  console.error(`CSP violation: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`), true)
"""
# What htmx calls an error, and is none.
NO_ERRORS = [
    # A search that is typed on gives up its question.
    r"^htmx:(afterRequest|sendAbort), ",
    # The answer to a menu in whose place another one stands already: the socket has brought what it says.
    r"^htmx:oobErrorNoTarget, ",
]
NETWORK_ERRORS = [
    r"^Failed to load resource: net::ERR_",
    r"^WebSocket connection to '.*' failed",
    r"^htmx:wsError",
    r"^htmx:sendError",
    # How htmx's socket extension logs the failure of a WebSocket.
    r"^\[object Event\]$",
]


class Guard:
    """What went wrong in the consoles of all pages of one flow."""

    def __init__(self):
        self._complaints: list[str] = []
        self._expected: list[str] = list(NO_ERRORS)

    def watch(self, context) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._listen)
        context.on("weberror", self._overhear)

    def expect_network_errors(self) -> None:
        """This flow cuts lines or kills servers: browsers may say that nobody answers, and nothing else."""
        self._expected += NETWORK_ERRORS

    def expect_answer(self, status: int) -> None:
        """This flow asks for something that is answered with an error page."""
        self._expected.append(rf"^Failed to load resource: the server responded with a status of {status} ")

    @property
    def complaints(self) -> list[str]:
        return [text for text in self._complaints if not any(re.search(p, text) for p in self._expected)]

    def _listen(self, message) -> None:
        if message.type == "error":
            self._complaints.append(message.text)

    def _overhear(self, error) -> None:
        # The stack begins with the message, and tells which of our functions it was.
        self._complaints.append(
            f"Script error on {error.page and error.page.url}: {error.error.stack or error.error}"
        )
