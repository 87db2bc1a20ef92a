"""Styles and scripts inside of HTML: the site's Content-Security-Policy has browsers pass over them."""

import re
from collections.abc import Iterator

from site_config.patterns.comment import COMMENT
from site_config.patterns.contract.markup import Element, Markup

TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SCRIPTED = re.compile(r"\s*(?:java|vb)?script:|\s*js:", re.IGNORECASE)
STYLE = (
    "is a style inside of HTML, which browsers pass over on this site (its Content-Security-Policy). Give "
    "the element a class, and write the rule into a style sheet."
)
SCRIPT = (
    "is a script inside of HTML, which browsers do not run on this site (its Content-Security-Policy). What "
    "pages do stands in hx- attributes; ask for what is missing."
)


def breaches(text: str) -> Iterator[str]:
    """Say what of a template browsers would not let style or run."""
    markup = Markup(VALUE.sub("x", TAG.sub(" ", COMMENT.sub("", text))))
    yield from dict.fromkeys(found for element in markup.elements for found in _of(element))


def _of(element: Element) -> Iterator[str]:
    tag = f"<{element.tag}>"
    if element.tag == "style":
        yield f"{tag} {STYLE}"
    is_data = element.attributes.get("type", "").endswith("json")
    if element.tag == "script" and "src" not in element.attributes and not is_data:
        yield f"{tag} {SCRIPT}"
    for name, value in element.attributes.items():
        if name == "style":
            yield f"“{name}=…” of {tag} {STYLE}"
        elif name.startswith(("on", "hx-on")):
            yield f"“{name}=…” of {tag} {SCRIPT}"
        elif SCRIPTED.match(value):
            yield f"“{name}={value.strip()[:40]}” of {tag} {SCRIPT}"
