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
    # Chromium and WebKit: anything that is no answer.
    r"^Failed to load resource: (?!the server responded with )",
    r"^WebSocket connection to '.*' failed",
    # WebKit: what was under way.
    r"^(Fetch API|XMLHttpRequest) cannot load \S+ due to access control checks",
    # Firefox.
    r"^Firefox can.t establish a connection to the server at ",
    r"^The connection to \S+ was interrupted while the page was loading",
    r"^\S* ?NS_(ERROR_(NET_|CONNECTION_|OFFLINE|ABORT)|BINDING_ABORTED)",
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
        """Hear of everything from a new browser."""
        self.prepare(context)
        self.follow(context)

    def prepare(self, context) -> None:
        """Have a browser's pages tell of violations; once for each browser."""
        context.add_init_script(REPORT_VIOLATIONS)

    def follow(self, context) -> None:
        context.on("console", self._listen)
        context.on("weberror", self._overhear)

    def leave(self, context) -> None:
        """Hear no more of a browser that outlives this flow."""
        context.remove_listener("console", self._listen)
        context.remove_listener("weberror", self._overhear)

    def expect_network_errors(self) -> None:
        """This flow cuts lines or kills servers: browsers may say that nobody answers, and nothing else."""
        self._expected += NETWORK_ERRORS

    def expect_answer(self, status: int) -> None:
        """This flow asks for something that is answered with an error page."""
        self._expected += [
            rf"^Failed to load resource: the server responded with a status of {status} ",
            rf"^Response Status Error Code {status} ",
        ]

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
