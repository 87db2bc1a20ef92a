import re

from django.utils.html import escape

# Whatever may begin or belong to something with a meaning. A number with a dot begins a list, a dot or
# a colon may make a link, and so may "@".
MEANING = re.compile(r"[\\`*_~\[\]<>&|\"'#:@\n\t\f\v\u00a0]|  |^ |^[-+](?: |$)|^\d+[.)]|\.\S|-{3}")

SIGN = re.compile(r"[\\`*_~\[\]<>|#+\-.()!]")


def is_plain(text: str) -> bool:
    """Whether text holds nothing that Markdown knows: then it is one paragraph as it stands."""
    return MEANING.search(text) is None


def literal(text: str) -> str:
    """Return Markdown that reads as text, sign for sign. Addresses stay as they are, to lead somewhere."""
    return " ".join(word if "://" in word else SIGN.sub(r"\\\g<0>", word) for word in text.split(" "))


def plain(text: str) -> str:
    """Return plain text as the parser would: several times as fast, and most messages are of this kind."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>\n")
