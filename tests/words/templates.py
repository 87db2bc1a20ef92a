"""Words that stand in a template as they are, where no catalogue can reach them."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

# Said alike in every language.
SAME_EVERYWHERE = {"Parley"}
SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
SPOKEN_ARGUMENTS = SPOKEN | {"submit", "text", "message", "log_name"}
MARKED = {"blocktrans": "endblocktrans", "blocktranslate": "endblocktranslate", "comment": "endcomment"}
SILENT = {"script", "style"}
# They fill attributes.
UNSEEN_BLOCKS = {"body_class", "socket"}

LETTERS = re.compile(r"[^\W\d_]+")
CLASS = re.compile(r"[\w-]+--[\w-]+")
SENTENCE = re.compile(r"[A-Z][^\W\d_]*( [^\W\d_’']+)+[.!?…]?")
ARGUMENT = re.compile(r"""(\w+)=(["'])(.*?)\2""")
QUOTED = re.compile(r"""(?<!_\()(["'])(.*?)\1""")

# What depends on the language of whoever looks.
TRANSLATING = {"trans", "translate", "blocktrans", "blocktranslate", "localize", "now", "pluralize"}
TRANSLATING |= {"language", "get_current_language", "get_current_language_bidi"}
LOCAL_FILTERS = re.compile(
    r"\|(date|time|timesince|timeuntil|naturaltime|naturalday|intcomma|intword|floatformat|pluralize|localize)\b"
    r"|_\(|\.get_\w+_display\b"
)


def bare_words(text: str, is_html: bool = True) -> list[str]:
    """Return what people would read in one language only."""
    found, markup = [], []
    for token in _unmarked(text):
        if token.token_type == TokenType.TEXT:
            markup.append(token.contents)
        elif token.token_type == TokenType.VAR:
            markup.append("\ufffc")  # something stands here, and it is no word
            quoted = [words for _mark, words in QUOTED.findall(token.contents)]
            found += filter(SENTENCE.fullmatch, quoted)
        elif token.token_type == TokenType.BLOCK:
            found += [
                words
                for name, _mark, words in ARGUMENT.findall(token.contents)
                if name in SPOKEN_ARGUMENTS and _is_words(words)
            ]
    if not is_html:
        return found + [piece.strip() for piece in markup if _is_words(piece)]
    reader = _Reader()
    reader.feed("".join(markup))
    reader.close()
    return found + reader.found


def borrowed_words(text: str) -> list[str]:
    """Return the tags and filters of a template whose outcome depends on a language."""
    return [token.contents for token in Lexer(text).tokenize() if _depends_on_the_language(token)]


def _depends_on_the_language(token: Token) -> bool:
    if token.token_type == TokenType.BLOCK and token.contents.split()[0] in TRANSLATING:
        return True
    in_markup = token.token_type in (TokenType.BLOCK, TokenType.VAR)
    return in_markup and LOCAL_FILTERS.search(token.contents) is not None


def _unmarked(text: str) -> list[Token]:
    """Return the tokens that stand neither in a comment nor in a block that is translated."""
    kept, until = [], None
    for token in Lexer(text).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else None
        if until:
            until = None if name == until else until
        elif name in MARKED:
            until = MARKED[name]
        elif name == "block" and token.contents.split()[1] in UNSEEN_BLOCKS:
            until = "endblock"
        else:
            kept.append(token)
    return kept


def _is_words(text: str) -> bool:
    return any(word not in SAME_EVERYWHERE for word in LETTERS.findall(CLASS.sub("", text)))


class _Reader(HTMLParser):
    """Collects what is read or spoken aloud."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        # What a button of the other kind is worth, nobody reads.
        is_button = tag == "input" and dict(attrs).get("type") in ("submit", "button")
        spoken = SPOKEN | ({"value"} if is_button else set())
        self.found += [
            f'{name}="{value}"'
            for name, value in attrs
            if value and (_is_words(value) if name in spoken else SENTENCE.fullmatch(value))
        ]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent and _is_words(data):
            self.found.append(data.strip())
