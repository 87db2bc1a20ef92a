"""A theme to be looked at: folders whose templates and static files come before the site's own."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

STYLE = "css/theme.css"
OURS = "parley"


@dataclass(frozen=True)
class Theme:
    """folder: with templates/ or static/ in it; None for the site's own look."""

    name: str
    folder: Path | None = None

    def part(self, name: str) -> list[Path]:
        """Return where this theme's templates or static files are, if it has any."""
        return [self.folder / name] if self.folder and (self.folder / name).is_dir() else []

    @property
    def templates(self) -> dict[str, str]:
        """The templates that the theme brings, or that the site has, by name."""
        folders = self.part("templates") if self.folder else [_own("templates")]
        return {
            path.relative_to(folder).as_posix(): path.read_text()
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".html", ".txt", ".css")
        }

    @contextmanager
    def worn(self, **options):
        """Have everything in this process rendered in this theme. options: of the template engine."""
        engine = settings.TEMPLATES[0]
        templates = engine | {
            "DIRS": [*self.part("templates"), _own("templates")],
            "OPTIONS": engine["OPTIONS"] | {"debug": True} | options,
        }
        static = [*self.part("static"), _own("static")]
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        with override_settings(
            TEMPLATES=[templates],
            STATICFILES_DIRS=static,
            STORAGES=settings.STORAGES | {"staticfiles": plain},
            THEME_STYLE=STYLE if (static[0] / STYLE).is_file() else "",
        ):
            yield self


def shelf() -> list[Theme]:
    """Return the site's own look and the themes of themes/."""
    folders = sorted(path for path in (settings.BASE_DIR / "themes").glob("*") if path.is_dir())
    return [Theme(OURS), *(Theme(folder.name, folder) for folder in folders)]


def find(name: str) -> Theme | None:
    """Return the theme of that name, or in the folder of that path; None where there is none."""
    if "/" in name and Path(name).is_dir():
        folder = Path(name).resolve()
        return Theme(folder.name, folder)
    return next((theme for theme in shelf() if theme.name == name), None)


def _own(part: str) -> Path:
    return settings.BASE_DIR / part
