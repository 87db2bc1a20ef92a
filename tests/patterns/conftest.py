"""Themes as designers make them by mistake: one file that is wrong in one way."""

import pytest

from site_config.patterns.theme import Theme


@pytest.fixture
def theme(tmp_path):
    """Make a theme of some files: text by path, such as templates/rooms/fragments/notice.html."""

    def theme(files: dict[str, str]) -> Theme:
        for name, text in files.items():
            file = tmp_path / "lamp" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return Theme("lamp", tmp_path / "lamp")

    return theme


@pytest.fixture
def altered(theme, settings):
    """Make a theme of one of our own files with something replaced in it."""

    def altered(name: str, old: str, new: str) -> Theme:
        name = f"static/{name}" if name.startswith("css/") else f"templates/{name}"
        text = (settings.BASE_DIR / name).read_text()
        assert old in text
        return theme({name: text.replace(old, new)})

    return altered
