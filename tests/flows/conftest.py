"""Real browsers, a real server. Each flow has people and rooms of its own; nothing is ever flushed.

The server remembers (rendered messages, who is here), so a primary key must never mean two things.
"""

from tests.flows.plugin import *  # noqa: F403
