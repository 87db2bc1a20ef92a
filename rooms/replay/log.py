"""What a page shows of a room, kept as the page keeps it (static/js/parley.js)."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from rooms.dom import named
from rooms.replay.html import Node, parsed


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it is shown.

    id: of the element; nonce: the name that its page gave it, if any; stamp: clock value of its last change;
    beside: what stands in it besides its head and its text, such as reactions.
    """

    id: str
    seq: int
    author: int
    nonce: str
    text: str
    stamp: int = 0
    beside: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Swap:
    """One change of a page: `style` says what becomes of the target."""

    style: str
    target: str
    node: Node


class Log:
    """The lines of one room on one page.

    begins: the clock value before which there is more, 0 where the log shows all.
    """

    def __init__(self, room_pk: int):
        self.room_pk = room_pk
        self.cursor = 0
        self.begins = 0
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
        self.begins = _before(root)
        field = root.first(name="log")
        if field and field.get("value").startswith(f"{self.room_pk}:"):
            self._move(int(field.get("value").partition(":")[2]))

    def apply(self, frame: str) -> None:
        """Take what a socket said."""
        for swap in swaps_in(frame):
            if swap.target != named("room", self.room_pk, "log"):
                continue
            if swap.style == "innerHTML":
                self.restarts += 1
                self.begins = 0
                self._lines.clear()
            self._place(lines_in(swap.node))
            self.begins = _before(swap.node) or self.begins
            self._move(int(swap.node.get("data-cursor") or 0))

    def _place(self, lines: list[Line]) -> None:
        """A log shows one unbroken stretch: what is older than that is not put before it."""
        for line in lines:
            known = self._lines.get(line.id)
            if known.stamp <= line.stamp if known else line.seq >= self.begins:
                self._lines[line.id] = line

    def _move(self, cursor: int) -> None:
        self.cursor = max(self.cursor, cursor)


@lru_cache(maxsize=64)  # all pages of a room get the same frame
def swaps_in(frame: str) -> tuple[Swap, ...]:
    """Return the changes that a frame asks for."""
    asked = ((*node.get("hx-swap-oob").partition(":#"), node) for node in parsed(frame).children)
    return tuple(Swap(style, target, node) for style, _colon, target, node in asked if target)


def lines_in(root: Node) -> list[Line]:
    """Return the messages in a piece of a page."""
    return [_line(node) for node in root.all(class_="message")]


def _before(root: Node) -> int:
    """Return the clock value before which a piece of a page says that there is more, else 0."""
    link = root.first(class_="older")
    return int(parse_qs(urlsplit(link.get("hx-get")).query)["before"][0]) if link else 0


def _line(node: Node) -> Line:
    head, body = node.first(class_="message__head"), node.first(class_="message__body")
    return Line(
        id=node.get("id"),
        seq=int(node.get("data-seq")),
        author=int(node.get("data-author")),
        nonce=node.get("data-nonce"),
        text=body.text.strip() if body else "",
        stamp=int(node.get("data-stamp") or 0),
        beside=" ".join(part.text for part in node.children if part not in (head, body)).strip(),
    )
