"""A theme: a folder whose templates and static files come before the site's own."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

OURS = ("", "parley")
# Where a theme says most of what it says. It is linked after the site's own style sheet, and only where there
# is one: imported by that sheet it would be one more request for every site, with or without a theme, and
# tokens.css in its place would have to be copied whole, and again whenever ours grows.
STYLE = "css/theme.css"


def find(name: str, shelf: Path) -> Path | None:
    """Return the folder of a theme, None for the site's own look. name: of one on the shelf, or a path."""
    if name in OURS:
        return None
    folder = (Path(name).expanduser() if "/" in name else shelf / name).resolve()
    if not folder.is_dir():
        raise ImproperlyConfigured(f"THEME is “{name}”, but {folder} is no folder. {_known(shelf)}")
    if not folders(folder, "templates", "static"):
        raise ImproperlyConfigured(f"THEME is “{name}”, but {folder} holds neither templates/ nor static/.")
    return folder


def folders(theme: Path | None, *parts: str) -> list[Path]:
    """Return those of these parts that a theme has."""
    return [theme / part for part in parts if theme and (theme / part).is_dir()]


def style(theme: Path | None) -> str:
    """Return the name of the theme's style sheet among the static files; nothing where it has none."""
    return STYLE if theme and (theme / "static" / STYLE).is_file() else ""


def _known(shelf: Path) -> str:
    names = sorted(path.name for path in shelf.glob("*") if path.is_dir())
    return f"Known themes: {', '.join(['parley', *names])}; or give the path of a folder."
