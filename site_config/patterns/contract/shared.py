"""Templates that are rendered once for everybody: broadcast fragments, with all that they are made of."""

from collections.abc import Iterator

from django.template import TemplateSyntaxError, engines

from site_config.patterns import written
from site_config.patterns.comment import Comment, comment_of
from site_config.patterns.contract.source import Source, parse, read
from site_config.patterns.theme import Theme

VIEWER = {"user", "request", "perms", "messages", "sidebar", "csrf_token"}
BORROW = "Take the words from the page with aria-labelledby (site/connection.html), or do without."


def breaches(theme: Theme, ours: dict[str, str]) -> Iterator[str]:
    """Say which of these templates know who looks, or speak a language."""
    everything = ours | theme.templates
    before = fragments(ours, ours)
    for name, fragment in fragments(everything, ours).items():
        # What is ours and is shared already is looked at where ours is.
        if name in theme.templates or name not in before:
            part = "" if name == fragment else f", as part of {fragment},"
            yield from (f"{name}: {breach}" for breach in _of(everything[name], part))


def fragments(templates: dict[str, str], ours: dict[str, str]) -> dict[str, str]:
    """Return the shared ones among these templates, each with the fragment as part of which it is sent."""
    sent = [name for name, text in templates.items() if _contract(ours.get(name, text)).broadcasts]
    found = {name: name for name in sent}
    for name in sent:
        for part in written.reached(name, lambda part: templates.get(part, "")):
            if part in templates:
                found.setdefault(part, name)
    return found


def _contract(text: str) -> Comment:
    return comment_of(text) or Comment()


def _of(text: str, part: str) -> Iterator[str]:
    try:
        source = read(parse(text, engines["django"].engine))
    except TemplateSyntaxError:
        return  # said of the template
    yield from _knowing(source, part)
    yield from _speaking(source, part)


def _knowing(source: Source, part: str) -> Iterator[str]:
    for name in sorted(VIEWER & set(source.uses)):
        yield (
            f"it uses “{name}”, but it is made once{part} for everybody: it cannot know who looks. Mark what "
            "differs with a data- attribute, and dress it in CSS."
        )


def _speaking(source: Source, part: str) -> Iterator[str]:
    once = f"but it is made once{part} for people of all languages"
    for written_so in sorted(source.local):
        yield f"it translates words (“{written_so}”), {once}. {BORROW}"
    if source.words:
        yield f"it holds words (“{source.words}”), {once}. {BORROW}"
