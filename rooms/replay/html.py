"""A page or a frame as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(slots=True)
class Node:
    """One element: its attributes and, in `content`, the elements and texts in it."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    content: list = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    @property
    def children(self) -> list["Node"]:
        return [part for part in self.content if isinstance(part, Node)]

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def all(self, **wanted: str) -> Iterator["Node"]:
        """Return every element in here that has these attributes; `class_` may be one of several."""
        for child in self.children:
            if all(child.has(name, value) for name, value in wanted.items()):
                yield child
            yield from child.all(**wanted)

    def first(self, **wanted: str) -> "Node | None":
        return next(self.all(**wanted), None)

    def has(self, name: str, value: str) -> bool:
        if name == "class_":
            return value in self.get("class").split()
        return self.get(name) == value


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].content.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        depths = [depth for depth, node in enumerate(self.open) if depth and node.tag == tag]
        if depths:
            del self.open[depths[-1] :]

    def handle_data(self, data):
        self.open[-1].content.append(data)


def parsed(text: str) -> Node:
    """Return the root of a tree of `text`."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.open[0]
