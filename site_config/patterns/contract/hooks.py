"""What the site's script and the wire hold on to: read from the script, so that nobody has to list it."""

import re
from functools import cache

from django.conf import settings

from site_config.patterns.contract.markup import Element, Markup

QUOTED = re.compile(r"'[^'\n]*'|`[^`]*`")
WIRE = ("hx-", "ws-")
# Of which the value counts, too.
NAMED = ("id", "name", "action", "data-to")
# `{ a, b } = form.dataset`, and `dataset: { a, b = '' }` among what is taken of an element.
TAKEN = re.compile(r"\{([\w ,]+)\} = \w+\.dataset|\bdataset: \{([^}]*)\}")


@cache
def script() -> tuple[frozenset[str], frozenset[str]]:
    """Return the classes and the data attributes that static/js/ names."""
    text = "\n".join(path.read_text() for path in sorted((settings.BASE_DIR / "static" / "js").glob("*.js")))
    quoted = " ".join(QUOTED.findall(text))
    classes = re.findall(r"\.([a-z][\w-]+)", quoted)
    data = re.findall(r"\[data-([\w-]+)", quoted) + re.findall(r"\bdataset\.(\w+)", text)
    for taken in TAKEN.findall(text):
        data += re.findall(r"[a-z]\w*", "".join(taken))
    # The stylesheet of one's own (accounts/own.css) looks for it.
    return frozenset(classes), frozenset(f"data-{_kebab(name)}" for name in [*data, "author"])


def hooks(markup: Markup) -> dict[str, None]:
    """Return what pages hold on to in some HTML, in order, as it would be written there."""
    return dict.fromkeys(hook for element in markup.elements for hook in _of(element))


def _of(element: Element):
    classes, data = script()
    for name, value in element.attributes.items():
        if name in NAMED or name.startswith(WIRE):
            yield f'{name}="{value}"' if value else name
        elif name in data or (name == "value" and "data-to" in element.attributes):
            yield name
        elif name == "class":
            yield from (f'class="{part}"' for part in value.split() if part in classes)


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
