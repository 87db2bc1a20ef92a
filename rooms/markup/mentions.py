import re
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARK = "@"
# As accounts.names has it: a letter or digit at both ends, so a full stop ends a sentence and no name.
NAME = re.compile(r"@(\w(?:[\w.-]*\w)?)")


class Mentionable(Protocol):
    """Who may be mentioned in a text.

    find: from a name as it was typed to data-user, text and address (none: no link), or None.
    note: told the data-user of each mention that is shown.
    """

    def find(self, name: str) -> tuple[str, str, str] | None: ...

    def note(self, key: str) -> None: ...


def names_in(text: str) -> set[str]:
    """Return every name that text may mention, in code too."""
    return {name for found in NAME.findall(text) for name in _readings(found)}


def mentions(parser: MarkdownIt) -> None:
    """Teach a parser @name, for those whom `mentionable` of its environment knows."""
    parser.inline.add_terminator_char(MARK)
    parser.inline.ruler.before("emphasis", "mention", _mention)


def _readings(found: str) -> list[str]:
    """What may be meant, the longest first: "bob_" and "bob...or" are names too, or begin with one."""
    return list(dict.fromkeys([found, found.rstrip("_"), re.split(r"[.-]", found, maxsplit=1)[0]]))


def _mention(state: StateInline, silent: bool) -> bool:
    people = state.env.get("mentionable")
    if people is None or state.linkLevel or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    found = NAME.match(state.src, state.pos, state.posMax)
    for name in _readings(found[1]) if found else ():
        if shown := people.find(name):
            if not silent:
                people.note(shown[0])
                _show(state, *shown)
            state.pos += len(MARK + name)
            return True
    return False


def _show(state: StateInline, key: str, text: str, address: str) -> None:
    tag = "a" if address else "span"
    opening = state.push("mention_open", tag, 1)
    opening.attrs = {"class": "mention", "data-user": key} | ({"href": address} if address else {})
    state.push("text", "", 0).content = text
    state.push("mention_close", tag, -1)
