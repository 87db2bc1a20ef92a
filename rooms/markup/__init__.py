"""What people write, made into HTML: Markdown as chats know it.

    parser      Markdown (markdown-it): which rules hold in a chat
    mentions    @name, for those who may be mentioned
    spoilers    ||what is hidden until one wants to see it||
    code        blocks of code, in colour
    links       where links may lead, and how they open
    cleaner     the last wall (nh3): only these tags and attributes leave
    excerpt     how it begins, as plain text
    plain       text that has nothing to format, which most of it is

`literal` is the way back: text that reads as it stands. `render` is called where a message is stored, in a
database thread: never on the event loop.
"""

from rooms.markup.cleaner import clean
from rooms.markup.emoji import is_sole_emoji
from rooms.markup.excerpt import excerpt
from rooms.markup.mentions import Mentionable, names_in
from rooms.markup.parser import parse
from rooms.markup.plain import is_plain, literal, plain

__all__ = ["Mentionable", "excerpt", "is_sole_emoji", "literal", "names_in", "render"]


# Characters of HTML, which reaches everybody, fifty on a page: what comes to more was made to.
MOST = 100_000


def render(text: str, mentionable: Mentionable | None = None) -> str:
    """Return text as HTML that is safe to show: block elements, without what surrounds them.

    text: as rooms.forms.text.legible leaves it, no longer than settings.MESSAGE_LENGTH; mentionable: who may
    be mentioned in it, nobody where there is none.
    """
    if is_plain(text):
        return plain(text)
    html = clean(parse(text, mentionable))
    return html if len(html) < MOST else plain(text)
