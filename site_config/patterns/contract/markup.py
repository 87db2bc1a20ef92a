"""HTML as the contract looks at it: elements, the ones around them, and their roles."""

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ROLES = {"nav": "navigation", "main": "main", "aside": "complementary", "search": "search"}
SECTIONS = {"main", "article", "section", "aside", "nav"}


@dataclass(frozen=True)
class Element:
    """inside: the tags around it, outermost first."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]

    @property
    def name(self) -> str:
        """What a screen reader calls it by, or the id of what does."""
        return self.attributes.get("aria-label", "") or self.attributes.get("aria-labelledby", "")

    @property
    def role(self) -> str:
        if role := self.attributes.get("role"):
            return role
        if self.tag == "header" and not SECTIONS & set(self.inside):
            return "banner"
        if self.tag in ("section", "form") and self.name:
            return {"section": "region", "form": "form"}[self.tag]
        return ROLES.get(self.tag, "")


class Markup(HTMLParser):
    """elements: in document order; loose: text beside the outermost elements."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[Element] = []
        self.loose = ""
        self._open: list[str] = []
        self.feed(html)

    @property
    def roots(self) -> list[Element]:
        return [element for element in self.elements if not element.inside]

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if not self._open:
            self.loose += data.strip()
