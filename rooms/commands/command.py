from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _


class Refused(Exception):
    """A command cannot be done; its text says why, to the one who asked."""

    @classmethod
    def unknown(cls, word: str) -> "Refused":
        return cls(_("There is no command %(word)s. Two slashes say one.") % {"word": word})

    @classmethod
    def too_short(cls, command: "Command") -> "Refused":
        return cls(
            _("Something is missing: /%(name)s %(usage)s") % {"name": command.name, "usage": command.usage}
        )


class Done(str):
    """What a command did, in words for the one who asked."""


@dataclass(frozen=True, slots=True)
class Command:
    """name: what is typed after the slash; usage: what follows it; summary: what it does; both lazy texts.

    run: takes room, author, the rest of the line and the nonce of the post. It returns what is to be said in
    the room, or Done. Raises Refused. The same line may come twice, where an answer was lost.
    speaks: it only puts other words in place of the line, whoever says it and wherever.
    """

    name: str
    usage: str
    summary: str
    run: Callable[..., str | Done]
    speaks: bool = False
