"""What can be said of a template without rendering it."""

from collections.abc import Iterator

from django.template import TemplateSyntaxError, engines

from site_config.patterns.comment import Comment, comment_of
from site_config.patterns.contract.source import Source, parse, read
from site_config.patterns.theme import OURS, Theme

VIEWER = {"user", "request", "perms", "messages", "sidebar", "csrf_token"}
# What Django's own tags give.
DJANGO = {"True", "False", "None", "block", "forloop", "csrf_token", "LANGUAGE_CODE"}
# allauth's pages and elements get what allauth gives them; the library's are for programmers.
FOREIGN = ("account/", "allauth/", "mfa/", "usersessions/", "socialaccount/", "patterns/")
CLOSED = "rooms/fragments/"


def breaches(theme: Theme) -> Iterator[str]:
    """Say what is wrong with the theme's templates as they are written."""
    ours = Theme(OURS).templates
    for name, text in theme.templates.items():
        contract = comment_of(ours.get(name, text)) or Comment()
        try:
            source = read(parse(text, engines["django"].engine))
        except TemplateSyntaxError as error:
            yield f"{name}: Django does not understand it. {error}"
            continue
        yield from (f"{name}: {breach}" for breach in _escaping(source, contract))
        if name.startswith(FOREIGN) or not name.endswith(".html"):
            continue
        said = comment_of(text)
        if said is None and name not in ours:
            yield f"{name}: it has no comment at its top. Say there what it is and which variables it uses."
        known = _known(name, contract, ours)
        yield from (f"{name}: {breach}" for breach in _variables(source, known))
        if said:
            yield from (f"{name}: {breach}" for breach in _documented(said, contract, name, theme, source))
        if contract.broadcasts:
            yield from (f"{name}: {breach}" for breach in _broadcast(source))


def _escaping(source: Source, contract: Comment) -> Iterator[str]:
    for variable in sorted(source.unescaped - set(contract.html)):
        yield (
            f"“{variable}” goes out as it is (|safe), so whoever types HTML there changes other people's "
            "pages. Take |safe away."
        )
    if not source.escapes:
        yield "{% autoescape off %} lets people type HTML into other people's pages. Take it away."


def _known(name: str, contract: Comment, ours: dict[str, str]) -> set[str]:
    everywhere = comment_of(ours["base.html"]).variables
    return DJANGO | set(contract.variables) | (set() if name.startswith(CLOSED) else set(everywhere))


def _variables(source: Source, known: set[str]) -> Iterator[str]:
    there = ", ".join(sorted(known - DJANGO)) or "none"
    for variable in sorted(set(source.free) - known):
        written = min(source.free[variable])
        yield f"“{written}” is unknown: nothing of that name reaches this template. It has: {there}."


def _documented(said: Comment, contract: Comment, name: str, theme: Theme, source: Source) -> Iterator[str]:
    for variable in said.variables:
        if variable not in contract.variables:
            yield f"its comment promises “{variable}”, which nothing gives it. Take the line away."
        elif not name.startswith("base") and variable not in _reached(source, theme):
            yield f"its comment speaks of “{variable}”, but nothing uses it. Use it, or take the line away."


def _reached(source: Source, theme: Theme) -> set[str]:
    """Return the variables of a template and of those that it includes with all it knows."""
    found, waiting, seen = set(source.uses), set(source.includes), set()
    engine = engines["django"].engine
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        included = read(engine.get_template(name))
        found |= set(included.uses)
        waiting |= included.includes
    return found


def _broadcast(source: Source) -> Iterator[str]:
    for name in sorted(VIEWER & set(source.uses)):
        yield (
            f"it uses “{name}”, but it is made once for everybody: it cannot know who looks. Mark what "
            "differs with a data- attribute, and dress it in CSS."
        )
    if source.translates:
        yield (
            "it translates words ({% trans %}), but it is made once for people of all languages. Take the "
            "words from the page with aria-labelledby (site/connection.html), or do without."
        )
    if source.words:
        yield (
            f"it holds words (“{source.words}”), but it is made once for people of all languages. Take them "
            "from the page with aria-labelledby (site/connection.html), or do without."
        )
