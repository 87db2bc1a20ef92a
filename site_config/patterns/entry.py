"""What the pattern library shows: entries, each a template in several states."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from site_config.patterns import cast, stylesheets, written
from site_config.patterns.comment import Comment, comment_of

EVERY_PAGE = "base.html"
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
        return written.text_of(self.template)

    @property
    def parts(self) -> list[written.Written]:
        """The template and all of ours that it is made of, but for what stands around every page."""
        names = written.reached(
            self.template, lambda name: "" if name == EVERY_PAGE else written.text_of(name)
        )
        found = [(name, written.find(name)) for name in names if name != EVERY_PAGE]
        return [part for name, part in found if part and (name == self.template or not part.is_borrowed)]

    @property
    def files(self) -> list[str]:
        """Where the parts are: a theme's, where the site wears one that has them."""
        return [stylesheets.shown(part.file) for part in self.parts]

    @property
    def stylesheets(self) -> list[str]:
        """The style sheets that speak of what the parts make."""
        return list(dict.fromkeys(sheet for part in self.parts for sheet in stylesheets.about(part.text)))

    @property
    def comment(self) -> Comment:
        return comment_of(self.source) or Comment()

    def context(self, state: str, /, **more) -> dict:
        """Return what the template gets. NOTPROVIDED lets Django leave out the field against forgery."""
        return {"csrf_token": "NOTPROVIDED"} | more | self.states[state]()

    def render(self, state: str, /, **more) -> SafeString:
        """Return the template alone, from its context alone: no request, no query. more: in its context."""
        html = get_template(self.template).render(self.context(state, **more))
        return mark_safe(self.alter.get(state, str)(html))

    def show(self, state: str, scheme: str = "", language: str = "") -> SafeString:
        """Return a page that shows a state and does nothing.

        scheme: light, dark or none (""); language: a code, "" for that of whoever looks.
        """
        # What is lazy in a context speaks when it is rendered.
        with translation.override(language or translation.get_language()):
            return self._page(self.render(state), scheme)

    def _page(self, shown: SafeString, scheme: str) -> SafeString:
        if self.frame:
            frame = get_template(f"patterns/frames/{self.frame}.html")
            look = {"scheme": scheme, "viewer": cast.MAYA.pk, "theme_style": cast.theme_style()}
            return frame.render({"shown": shown, **look})
        head = get_template("patterns/head.html").render({})
        still = SCRIPT.sub("", shown).replace("</head>", f"{head}</head>", 1)
        # As on a page that is connected.
        still = still.replace('data-state="connecting"', 'data-state=""')
        return mark_safe(still.replace("<html", f'<html data-scheme="{scheme}"', 1))
