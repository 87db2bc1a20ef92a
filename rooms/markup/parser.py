from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from rooms.markup import links
from rooms.markup.code import colour
from rooms.markup.mentions import Mentionable, mentions
from rooms.markup.spoilers import spoilers

# What documents want and chats do not: indented text is no code, "# 1" is no heading, "---" under a line
# makes none either, and pictures are attachments.
UNWANTED = ["code", "heading", "lheading", "hr", "reference", "html_block", "html_inline", "image", "entity"]
# Names without a scheme that are taken for addresses: "www.example.org" and "example.com", not "manage.py".
ENDINGS = ["com", "edu", "gov", "info", "int", "io", "mil", "net", "org"]
# Lists in quotes in lists: deeper than this nobody reads.
DEPTH = 12
# How columns stand that do not begin where lines do: by a class, since the policy of pages forbids styles.
ALIGNMENTS = {"text-align:center": "cell--centre", "text-align:right": "cell--end"}


def parse(text: str, mentionable: Mentionable | None = None) -> str:
    """Return text as HTML by CommonMark's rules (https://spec.commonmark.org), and what chats add to them."""
    return _parser().render(text, {"mentionable": mentionable})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark",
        {"html": False, "linkify": True, "breaks": True, "maxNesting": DEPTH, "highlight": colour},
    )
    parser.enable(["linkify", "strikethrough", "table"]).disable(UNWANTED)
    parser.linkify.tlds(ENDINGS)
    parser.use(tasklists_plugin, label=True).use(spoilers).use(mentions)
    parser.normalizeLinkText = str  # an address reads as it was typed
    parser.validateLink = links.may_lead_to
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("table_open", lambda *_: '<div class="table"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    for cell in ("th_open", "td_open"):
        parser.add_render_rule(cell, _cell)
    return parser


def _cell(self, tokens, index, options, _env) -> str:
    attrs = tokens[index].attrs
    if alignment := ALIGNMENTS.get(str(attrs.pop("style", ""))):
        attrs["class"] = alignment
    return self.renderToken(tokens, index, options, _env)


def _link(self, tokens, index, options, _env) -> str:
    token = tokens[index]
    if links.is_outside(str(token.attrs["href"])):
        token.attrs |= {"target": "_blank", "rel": "noopener nofollow"}
    if token.info == "auto":
        # A bare address, which runs from left to right among any words.
        token.attrs["dir"] = "ltr"
    return self.renderToken(tokens, index, options, _env)
