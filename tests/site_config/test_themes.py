"""A theme is found, its files win, and one that cannot be is refused with a sentence."""

import os
import re
import subprocess
import sys
from itertools import product

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from accounts import colours
from site_config import themes
from tests import servers

SHELF = servers.BASE / "themes"
TOKEN = re.compile(r"(--[\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(var\(--[\w-]+\)));")
# Words on grounds, as docs/design.md pairs them.
GROUNDS = ["--color-ground", "--color-ground-side", "--color-ground-quiet"]
PAIRS = [
    *product(["--color-ink", "--color-ink-quiet", "--color-accent", "--color-danger"], GROUNDS),
    ("--color-ink", "--color-current"),
    ("--color-ink", "--color-accent-ground"),
    ("--color-accent", "--color-accent-ground"),
    ("--color-accent-strong", "--color-accent-ground"),
    ("--color-on-accent", "--color-accent"),
    ("--color-on-accent", "--color-accent-strong"),
    ("--color-danger", "--color-danger-ground"),
    ("--color-warning", "--color-warning-ground"),
]


@pytest.fixture
def folder(tmp_path):
    """A theme somewhere on the disk, with one style sheet."""
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/theme.css").write_text(":root { --n0: red; }")
    return tmp_path


@pytest.mark.parametrize("name", ["", "parley"])
def test_the_sites_own_look_is_no_theme(name):
    assert themes.find(name, SHELF) is None
    assert themes.folders(None, "static") == []
    assert themes.style(None) == ""


def test_a_theme_is_found_by_its_name():
    assert themes.find("paper", SHELF) == SHELF / "paper"


def test_a_theme_is_found_anywhere_by_its_path(folder):
    theme = themes.find(str(folder), SHELF)
    assert themes.folders(theme, "templates", "static") == [folder / "static"]
    assert themes.style(theme) == "css/theme.css"


def test_a_theme_of_templates_alone_has_no_style_sheet(tmp_path):
    (tmp_path / "templates").mkdir()
    assert themes.style(themes.find(str(tmp_path), SHELF)) == ""


def test_a_folder_that_holds_nothing_of_a_theme_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="neither templates/ nor static/"):
        themes.find(str(tmp_path), SHELF)


def test_a_theme_that_does_not_exist_ends_the_start_with_one_sentence(tmp_path):
    env = servers.environment(tmp_path, THEME="papr")
    command = [sys.executable, "manage.py", "serve"]
    ended = subprocess.run(command, cwd=servers.BASE, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert line.startswith("THEME is “papr”, but ")
    assert "Known themes: parley, paper;" in line


def test_a_themes_file_wins_even_where_it_is_the_older_one_and_loses_when_it_is_gone(settings, tmp_path):
    ours, theirs, collected = (tmp_path / name for name in ("ours", "theirs", "collected"))
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "icon.svg").write_text(f"<svg id='{folder.name}'/>")
    os.utime(theirs / "icon.svg", (0, 0))
    settings.STATIC_ROOT = collected
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    deployed = {"BACKEND": "site_config.static_storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": deployed}

    for folders, shown in (([ours], ours), ([theirs, ours], theirs), ([ours], ours)):
        settings.STATICFILES_DIRS = folders
        call_command("collectstatic", interactive=False, verbosity=0)
        assert (collected / "icon.svg").read_text() == (shown / "icon.svg").read_text()
        assert (collected / staticfiles_storage.stored_name("icon.svg")).read_text() == (
            shown / "icon.svg"
        ).read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["parley", *sorted(path.name for path in SHELF.iterdir())])
def test_words_can_be_read_on_every_ground_of_a_theme(name, scheme):
    tokens = tokens_of(name, scheme)
    hard = [
        f"{words} on {ground}: {ratio:.2f}"
        for words, ground in PAIRS
        if (ratio := colours.contrast(tokens[words], tokens[ground])) < colours.AA
    ]
    assert hard == []
    assert colours.contrast(tokens["--color-edge"], tokens["--color-ground"]) >= 3


@pytest.mark.parametrize("name", ["parley", *sorted(path.name for path in SHELF.iterdir())])
def test_the_grounds_of_a_theme_leave_room_for_any_owners_colour(name):
    for ground in GROUNDS:
        assert colours.luminance(tokens_of(name, "light")[ground]) >= colours.luminance(colours.LIGHT_GROUND)
        assert colours.luminance(tokens_of(name, "dark")[ground]) <= colours.luminance(colours.DARK_GROUND)


def tokens_of(name: str, scheme: str) -> dict[str, str]:
    """The colours of a theme, over those of the site, for whoever does not ask for more contrast."""
    tokens = {}
    sheets = [servers.BASE / "static/css/tokens.css", SHELF / name / "static/css/theme.css"]
    for sheet in filter(lambda path: path.exists(), sheets):
        plain = sheet.read_text().split("@media")[0]
        for token, light, dark, other in TOKEN.findall(plain):
            tokens[token] = other or (light if scheme == "light" else dark)
    return {token: _resolved(tokens, token) for token in tokens}


def _resolved(tokens: dict[str, str], token: str) -> str:
    value = tokens[token]
    while value.startswith("var("):
        value = tokens[value[4:-1]]
    return value if len(value) == 7 else "#" + "".join(digit * 2 for digit in value[1:])


def test_paper_shows_each_of_the_means_of_a_theme():
    names = {path.relative_to(SHELF / "paper").as_posix() for path in (SHELF / "paper").rglob("*.*")}
    assert "static/css/theme.css" in names
    assert "static/icons/parley.svg" in names
    assert {name for name in names if name.startswith("templates/")} != set()
