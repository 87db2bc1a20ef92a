"""Lines that begin with a slash do something in place of being said: /topic, /invite and so on.

A command is a file here; COMMANDS is the order in which they are listed. Each does what some form of the site
does as well: nobody has to know them.
"""

from rooms.commands.command import Command, Done, Refused
from rooms.commands.invite import invite
from rooms.commands.me import me
from rooms.commands.poll import poll
from rooms.commands.remind import remind
from rooms.commands.shrug import shrug
from rooms.commands.topic import topic

COMMANDS = (me, poll, remind, shrug, topic, invite)
BY_NAME = {command.name: command for command in COMMANDS}

__all__ = ["COMMANDS", "Command", "Done", "Refused", "find", "starting_with"]


def find(text: str) -> tuple[Command | None, str]:
    """Return the command that a text begins with and what follows it; None and the text where it is none.

    A path ("/etc/hosts") is none, and two slashes say one. Raises Refused for a command that there is not.
    """
    if text.startswith("//"):
        return None, text[1:]
    if not text.startswith("/"):
        return None, text
    word = text.split(maxsplit=1)[0]
    if not word[1:].isalpha():
        return None, text
    command = BY_NAME.get(word[1:].lower())
    if command is None:
        raise Refused.unknown(word)
    return command, text.removeprefix(word).strip()


def starting_with(text: str) -> list[Command]:
    """Return the commands whose name a text begins to spell, slash first."""
    return [command for command in COMMANDS if f"/{command.name}".startswith(text.lower())]
