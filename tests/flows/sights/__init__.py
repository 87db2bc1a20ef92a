"""Every page and main state of the site, by name, for tests that look at all of them.

A sight is a function that takes a `Town` and returns the page on which there is something to see.
"""

from tests.flows.sights import door, ends, keeping, messages, people, rooms, site  # noqa: F401 (counted)
from tests.flows.sights.sight import SIGHTS

__all__ = ["SIGHTS"]
