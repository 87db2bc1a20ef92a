import re

import pytest
from django.conf import settings
from django.core.files.storage import InMemoryStorage

from site_config.stylesheets import bundle


def files(**sheets):
    """Stylesheets by name (__ for /), as they are collected."""
    storage, paths = InMemoryStorage(), {}
    for name, css in sheets.items():
        path = name.replace("__", "/") + ".css"
        with storage.open(path, "w") as file:
            file.write(css)
        paths[path] = (storage, path)
    return paths


def test_what_is_imported_stands_in_its_place_and_layer():
    paths = files(
        css__all='/* why */ @layer a, b;\n@import url("one.css") layer(a);\n@import "two.css" print;\np {}\n',
        css__one="h1 {}\n",
        css__two="h2 {}\n",
    )

    whole = " ".join(bundle("css/all.css", paths).split())
    assert whole == "@layer a, b; @layer a { h1 {} } @media print { h2 {} } p {}"


def test_what_only_readers_need_stays_at_home():
    paths = files(css__all="/* why */\na {\n  color: red; /* so */\n\n  &:hover { color: blue; }\n}\n")
    assert bundle("css/all.css", paths) == "a {\ncolor: red; &:hover { color: blue; }\n}\n"


def test_addresses_are_seen_from_the_whole():
    paths = files(
        css__all='@import url("parts/one.css");\n',
        css__parts__one="a { background: url('../../icons/a.svg#b'), url(x.png), url('data:,x'), url(/y) }",
    )

    assert bundle("css/all.css", paths).strip() == (
        """a { background: url("../icons/a.svg#b"), url("parts/x.png"), url('data:,x'), url(/y) }"""
    )


@pytest.mark.parametrize(
    ("imported", "complaint"),
    [
        ("nowhere.css", "imports css/nowhere.css, which is nowhere"),
        ("all.css", "imports itself"),
        ("https://example.org/x.css", "not a file beside it"),
    ],
)
def test_what_cannot_be_imported_is_named(imported, complaint):
    with pytest.raises(ValueError, match=complaint):
        bundle("css/all.css", files(css__all=f'@import url("{imported}");'))


# How fast they are

SHEETS = [*settings.BASE_DIR.glob("static/**/*.css"), *settings.BASE_DIR.glob("themes/**/*.css")]


def subject_of(selector: str) -> str:
    """What a selector styles: what stands after its last combinator."""
    depth, start = 0, 0
    for at, sign in enumerate(selector := selector.strip()):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign in " >~+":
            start = at + 1
    return selector[start:]


@pytest.mark.parametrize("sheet", sorted(SHEETS), ids=lambda sheet: sheet.name)
def test_what_is_styled_after_has_is_named(sheet):
    """Whenever something changes that a :has() looks at, Chromium styles anew all that any of these rules may
    mean, in the whole page: with `:has(…) > a` that was each link of each message for each key.
    """
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    rules = re.findall(r"[^{}]+(?={)", css)
    selectors = [one for rule in rules for one in re.split(r",(?![^(]*\))", rule) if ":has(" in one]
    assert [one for one in selectors if not re.search(r"[.#\[]", subject_of(one))] == []
