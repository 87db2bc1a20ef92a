"""What can be said of a template once it is rendered in every state."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from site_config.patterns.comment import Comment
from site_config.patterns.contract import readers
from site_config.patterns.contract.attempt import attempt
from site_config.patterns.contract.hooks import hooks
from site_config.patterns.contract.markup import Markup
from site_config.patterns.entry import Entry
from site_config.patterns.theme import OURS, Theme

# In place of what is not there, so that it can be seen.
MISSING = "⟦%s⟧"
LOOKS_MISSING = re.compile("⟦([^⟧]*)⟧")
NAMED = {"navigation", "complementary", "log", "region"}


def breaches(theme: Theme, entries: Iterable[Entry]) -> Iterator[str]:
    """Say what is wrong with what the theme makes of every state."""
    ours = Theme(OURS)
    with ours.worn():
        expected = {entry.name: _hooks(entry) for entry in entries}
        comments = {entry.name: entry.comment for entry in entries}
    with theme.worn():
        for entry in entries:
            for state in entry.states:
                html, failure = attempt(lambda: entry.render(state))  # noqa: B023 (called at once)
                said = [failure] if failure else list(_of(entry, state, html, comments[entry.name]))
                if theme.folder and not failure:
                    said += _lost(expected[entry.name][state], html)
                yield from (f"{entry.template}, {entry.name}/{state}: {breach}" for breach in said)


def missing(theme: Theme, entries: Iterable[Entry]) -> Iterator[str]:
    """Say which values templates ask for that are never there, such as a misspelt attribute."""
    with theme.worn(string_if_invalid=MISSING):
        for entry in entries:
            if entry.group not in ("Fragments", "Regions"):
                continue
            for state in entry.states:
                yield from _missing(entry, state)


def _missing(entry: Entry, state: str) -> Iterator[str]:
    context = entry.context(state)
    html, _failure = attempt(lambda: entry.render(state))  # `breaches` says what failed
    for variable in dict.fromkeys(LOOKS_MISSING.findall(unescape(html))):
        root = variable.split(".")[0]
        if context.get(root, variable) is not None:
            yield f"{entry.template}, {entry.name}/{state}: “{variable}” is not there. Is it spelt right?"


def _hooks(entry: Entry) -> dict[str, dict]:
    rendered = {state: attempt(lambda state=state: entry.render(state))[0] for state in entry.states}
    return {state: hooks(Markup(html)) for state, html in rendered.items()}


def _lost(expected: dict[str, None], html: str) -> Iterator[str]:
    here = hooks(Markup(html))
    for hook in expected:
        if hook not in here:
            yield f"{hook} is missing. Pages find their way by it: keep it on what plays that part."


def _of(entry: Entry, state: str, html: str, comment: Comment) -> Iterator[str]:
    markup = Markup(html)
    if comment.id and entry.whole:
        yield from _identity(markup, comment.id, entry.context(state))
    for landmark in comment.landmarks if entry.whole else ():
        yield from _landmark(markup, landmark)
    if comment.broadcasts:
        yield from readers.breaches(entry, state)
    for element in markup.elements:
        if element.tag == "x-hostile":
            yield "a text that people type comes out as HTML. Somewhere it is not escaped (|safe?)."
            break
        if "data-hostile" in element.attributes:
            yield f"an attribute of <{element.tag}> has a value without quotes around it. Put it in quotes."
            break


def _identity(markup: Markup, pattern: str, context: dict) -> Iterator[str]:
    wanted = expected_id(pattern, context)
    found = [element.attributes.get("id", "") for element in markup.roots]
    if wanted not in found:
        there = f"it is “{found[0]}”" if any(found) else "it has none"
        yield f'the outermost element needs id="{wanted}" ({there}). By it the page finds what to replace.'
    elif len(found) > 1 or markup.loose:
        beside = f"<{markup.roots[1].tag}>" if len(found) > 1 else f"“{markup.loose[:40]}”"
        yield f'everything has to stand inside the element with id="{wanted}", but {beside} stands beside it.'


def expected_id(pattern: str, context: dict) -> str:
    """Return the id that a comment asks for: `room-<room_pk>-person-<pk>` is room-3-person-2."""

    def value(match) -> str:
        model, name, attribute = match[1], match[2], match[3]
        of = context[name] if name in context else context[model].pk
        return f"{model}-{getattr(of, attribute) if attribute else of}"

    return re.sub(r"(\w+)-<(\w+)(?:\.(\w+))?>", value, pattern)


def _landmark(markup: Markup, role: str) -> Iterator[str]:
    found = [element for element in markup.elements if element.role == role]
    if not found:
        yield f"the landmark “{role}” is missing. Who cannot see the page goes from landmark to landmark."
    elif role in NAMED and not found[0].name:
        yield f"the landmark “{role}” has no name. Give it aria-label or aria-labelledby."
