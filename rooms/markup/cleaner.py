import nh3

from rooms.markup.code import CLASSES
from rooms.markup.links import SCHEMES
from rooms.markup.parser import ALIGNMENTS

TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "input", "label", "li", "ol", "p", "pre", "s",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
VALUES = {
    "a": {"target": {"_blank"}, "rel": {"noopener nofollow"}, "class": {"mention"}, "dir": {"ltr"}},
    "div": {"class": {"table"}},
    "input": {"type": {"checkbox"}, "class": {"task-list-item-checkbox"}},
    "li": {"class": {"task-list-item"}},
    "ul": {"class": {"contains-task-list"}},
    "ol": {"class": {"contains-task-list"}},
    "th": {"class": set(ALIGNMENTS.values())},
    "td": {"class": set(ALIGNMENTS.values())},
    "span": {"class": CLASSES | {"spoiler", "mention"}, "tabindex": {"0"}, "data-user": {"room"}},
}
ATTRIBUTES = {"a": {"href", "data-user"}, "ol": {"start"}, "input": {"checked", "disabled"}}


def clean(html: str) -> str:
    """Return HTML without any tag, attribute or address that messages have no use for."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        tag_attribute_values=VALUES,
        url_schemes=SCHEMES,
        link_rel=None,
    ).strip()
