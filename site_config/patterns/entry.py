"""What the pattern library shows: entries, each a template in several states."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from site_config.patterns import cast, stylesheets
from site_config.patterns.comment import Comment, comment_of

SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """states: by name, what makes the template's context; frame: what stands around it; "" for a whole page.

    whole: whether all of the template is shown, so that its id and landmarks are there.
    alter: by name of a state, what the page's script does to the template there: takes and returns HTML.
    """

    name: str
    template: str
    states: dict[str, Callable[[], dict]]
    frame: str = ""
    group: str = "Pages"
    whole: bool = True
    alter: dict[str, Callable[[str], str]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return get_template(self.template).template.source

    @property
    def file(self) -> str:
        """Where the template is: a theme's, where the site wears one that has it."""
        return stylesheets.shown(Path(get_template(self.template).origin.name))

    @property
    def comment(self) -> Comment:
        return comment_of(self.source) or Comment()

    @cached_property
    def stylesheets(self) -> list[str]:
        """The style sheets that speak of what the template makes."""
        return stylesheets.about(self.source)

    def context(self, state: str) -> dict:
        """Return what the template gets. NOTPROVIDED lets Django leave out the field against forgery."""
        return {"csrf_token": "NOTPROVIDED"} | self.states[state]()

    def render(self, state: str) -> SafeString:
        """Return the template alone, from its context alone: no request, no query."""
        html = get_template(self.template).render(self.context(state))
        return mark_safe(self.alter.get(state, str)(html))

    def show(self, state: str, scheme: str = "") -> SafeString:
        """Return a page that shows a state and does nothing. scheme: light, dark or none ("")."""
        shown = self.render(state)
        if self.frame:
            frame = get_template(f"patterns/frames/{self.frame}.html")
            look = {"scheme": scheme, "viewer": cast.MAYA.pk, "theme_style": cast.theme_style()}
            return frame.render({"shown": shown, **look})
        head = get_template("patterns/head.html").render({})
        still = SCRIPT.sub("", shown).replace("</head>", f"{head}</head>", 1)
        # As on a page that is connected.
        still = still.replace('data-state="connecting"', 'data-state=""')
        return mark_safe(still.replace("<html", f'<html data-scheme="{scheme}"', 1))
