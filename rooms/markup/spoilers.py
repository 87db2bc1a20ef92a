from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARK = "||"


def spoilers(parser: MarkdownIt) -> None:
    """Teach a parser ||spoilers||: hidden until one points at them or reaches them by keyboard."""
    parser.inline.add_terminator_char(MARK[0])
    parser.inline.ruler.before("emphasis", "spoiler", _spoiler)


def _spoiler(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(MARK, state.pos):
        return False
    begin = state.pos + len(MARK)
    end = state.src.find(MARK, begin, state.posMax)
    if end <= begin or not state.src[begin:end].strip():
        return False
    if not silent:
        _take(state, begin, end)
    state.pos = end + len(MARK)
    return True


def _take(state: StateInline, begin: int, end: int) -> None:
    most, state.posMax, state.pos = state.posMax, end, begin
    opening = state.push("spoiler_open", "span", 1)
    opening.attrs = {"class": "spoiler", "tabindex": "0"}
    state.md.inline.tokenize(state)
    state.push("spoiler_close", "span", -1)
    state.posMax = most
