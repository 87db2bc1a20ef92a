"""What can be said of a template without rendering it."""

from collections.abc import Iterator

from django.template import TemplateSyntaxError, engines

from site_config.patterns import written
from site_config.patterns.comment import Comment, comment_of
from site_config.patterns.contract import inline, shared
from site_config.patterns.contract.source import Source, parse, read
from site_config.patterns.theme import OURS, Theme

# What Django's own tags give.
DJANGO = {"True", "False", "None", "block", "forloop", "csrf_token", "LANGUAGE_CODE"}
# allauth's pages and elements get what allauth gives them; the library's are for programmers.
FOREIGN = ("account/", "allauth/", "mfa/", "usersessions/", "socialaccount/", "patterns/")
CLOSED = "rooms/fragments/"


def breaches(theme: Theme) -> Iterator[str]:
    """Say what is wrong with the theme's templates as they are written; the theme is worn."""
    ours = Theme(OURS).templates
    closed = shared.fragments(ours | theme.templates, ours)
    for name, text in theme.templates.items():
        is_closed = name.startswith(CLOSED) or name in closed
        yield from (f"{name}: {breach}" for breach in _of(ours, name, text, is_closed))
    yield from shared.breaches(theme, ours)


def _of(ours: dict[str, str], name: str, text: str, is_closed: bool) -> Iterator[str]:
    for needed in written.needs(text):
        if written.find(needed) is None:
            yield f"it needs the template “{needed}”, which is not there. Is its path spelt right?"
    try:
        source = read(parse(text, engines["django"].engine))
    except TemplateSyntaxError as error:
        yield f"Django does not understand it. {error}"
        return
    contract = comment_of(ours.get(name, text)) or Comment()
    yield from _escaping(source, contract)
    if not name.endswith(".html"):
        return
    yield from inline.breaches(text)
    if name.startswith(FOREIGN):
        return
    said = comment_of(text)
    if said is None and name not in ours:
        yield "it has no comment at its top. Say there what it is and which variables it uses."
    yield from _variables(source, _known(contract, ours, is_closed))
    if said:
        yield from _documented(said, contract, name, source)


def _escaping(source: Source, contract: Comment) -> Iterator[str]:
    for variable in sorted(source.unescaped - set(contract.html)):
        yield (
            f"“{variable}” goes out as it is (|safe), so whoever types HTML there changes other people's "
            "pages. Take |safe away."
        )
    if not source.escapes:
        yield "{% autoescape off %} lets people type HTML into other people's pages. Take it away."


def _known(contract: Comment, ours: dict[str, str], is_closed: bool) -> set[str]:
    everywhere = comment_of(ours["base.html"]).variables
    return DJANGO | set(contract.variables) | (set() if is_closed else set(everywhere))


def _variables(source: Source, known: set[str]) -> Iterator[str]:
    there = ", ".join(sorted(known - DJANGO)) or "none"
    for variable in sorted(set(source.free) - known):
        written = min(source.free[variable])
        yield f"“{written}” is unknown: nothing of that name reaches this template. It has: {there}."


def _documented(said: Comment, contract: Comment, name: str, source: Source) -> Iterator[str]:
    for variable in said.variables:
        if variable not in contract.variables:
            yield f"its comment promises “{variable}”, which nothing gives it. Take the line away."
        elif not name.startswith("base") and variable not in _reached(source):
            yield f"its comment speaks of “{variable}”, but nothing uses it. Use it, or take the line away."


def _reached(source: Source) -> set[str]:
    """Return the variables of a template and of those that it includes with all it knows."""
    found, waiting, seen = set(source.uses), set(source.includes), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            included = read(parse(written.text_of(name), engines["django"].engine))
        except TemplateSyntaxError:
            continue  # said of that template
        found |= set(included.uses)
        waiting |= included.includes
    return found
