from functools import lru_cache

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES

# Languages that people paste into chats. Not all that Pygments knows: a lexer is a heap of regular
# expressions, and some of them take seconds over hostile text. None of these does, of so many lines
# of such a length.
LANGUAGES = {
    "bash", "c", "cpp", "csharp", "css", "diff", "docker", "go", "html", "ini", "java", "javascript", "json",
    "kotlin", "lua", "nginx", "php", "powershell", "python", "ruby", "rust", "sql", "swift", "toml",
    "typescript", "xml", "yaml",
}  # fmt: skip
ALIASES = {
    "sh": "bash", "shell": "bash", "console": "bash", "zsh": "bash", "c++": "cpp", "cs": "csharp",
    "c#": "csharp", "dockerfile": "docker", "golang": "go", "js": "javascript", "jsx": "javascript",
    "kt": "kotlin", "ps1": "powershell", "py": "python", "rb": "ruby", "rs": "rust",
    "ts": "typescript", "tsx": "typescript", "yml": "yaml", "svg": "xml", "patch": "diff",
}  # fmt: skip

LINES, LENGTH = 200, 300
# Characters of HTML: what is hardly anything but signs would reach everybody as twenty times its size.
MOST = 60_000

CLASSES = {name for name in STANDARD_TYPES.values() if name}
_formatter = HtmlFormatter(nowrap=True)


def colour(code: str, language: str, _attributes: str = "") -> str:
    """Return code as HTML with Pygments' short classes; "" for what is not coloured."""
    name = ALIASES.get(language.lower(), language.lower())
    lines = code.split("\n")
    if name not in LANGUAGES or len(lines) > LINES or any(len(line) > LENGTH for line in lines):
        return ""
    html = highlight(code, _lexer(name), _formatter)
    return html if len(html) < MOST else ""


@lru_cache
def _lexer(name: str):
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)
