import re
from html import unescape

# A mention of everybody is a span in it.
HIDDEN = re.compile(r'<span[^>]*"spoiler"[^>]*>(?:<span.*?</span>|.)*?</span>', re.DOTALL)
END_OF_BLOCK = re.compile(r"</(?:p|li|tr|td|th|pre|blockquote)>|<br>|\n")
TAG = re.compile(r"""<(?:"[^"]*"|[^">])*>""")


def excerpt(html: str, most: int = 120) -> str:
    """Return how formatted text begins, as plain text in one line; spoilers stay hidden."""
    text = TAG.sub("", END_OF_BLOCK.sub(" ", HIDDEN.sub("▒▒▒", html)))
    words = " ".join(unescape(text).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
