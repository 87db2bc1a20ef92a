"""What a page shows of a room, kept as the page keeps it (static/js/parley.js)."""

from collections.abc import Iterator
from dataclasses import dataclass

from rooms.dom import named
from rooms.replay.html import Node, parsed


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it is shown. id: of the element; nonce: the name that its page gave it, if any."""

    id: str
    seq: int
    author: int
    nonce: str
    text: str


@dataclass(frozen=True, slots=True)
class Swap:
    """One change of a page: `style` says what becomes of the target."""

    style: str
    target: str
    node: Node


class Log:
    """The lines of one room on one page."""

    def __init__(self, room_pk: int):
        self.room_pk = room_pk
        self.cursor = 0
        # How often the page was given the newest lines in place of all that it lacked.
        self.restarts = 0
        self._lines: dict[str, Line] = {}

    @property
    def lines(self) -> list[Line]:
        return sorted(self._lines.values(), key=lambda line: line.seq)

    @property
    def nonces(self) -> set[str]:
        return {line.nonce for line in self._lines.values()}

    def load(self, root: Node) -> None:
        """Take over the messages of a page, or of a part of one."""
        self._lines |= {line.id: line for line in lines_in(root)}
        field = root.first(name="log")
        if field and field.get("value").startswith(f"{self.room_pk}:"):
            self._move(int(field.get("value").partition(":")[2]))

    def apply(self, frame: str) -> None:
        """Take what a socket said."""
        for swap in swaps_in(frame):
            if swap.target != named("room", self.room_pk, "log"):
                continue
            if swap.style == "fresh":
                self.restarts += 1
                self._lines.clear()
            self._lines |= {line.id: line for line in lines_in(swap.node)}
            self._move(int(swap.node.get("data-cursor") or 0))

    def _move(self, cursor: int) -> None:
        self.cursor = max(self.cursor, cursor)


def swaps_in(frame: str) -> Iterator[Swap]:
    """Return the changes that a frame asks for."""
    for node in parsed(frame).children:
        style, _colon, target = node.get("hx-swap-oob").partition(":#")
        if target:
            yield Swap(style, target, node)


def lines_in(root: Node) -> list[Line]:
    """Return the messages in a piece of a page."""
    return [_line(node) for node in root.all(class_="message")]


def _line(node: Node) -> Line:
    return Line(
        id=node.get("id"),
        seq=int(node.get("data-seq")),
        author=int(node.get("data-author")),
        nonce=node.get("data-nonce"),
        text=node.first(class_="message__body").text,
    )
