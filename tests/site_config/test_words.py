"""Every text reaches everybody in their language: marked in the source, translated, compiled."""

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import allauth
import django
import pytest
from babel.messages.mofile import read_mo
from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from site_config.patterns.contract.shared import fragments
from site_config.patterns.theme import OURS, Theme, shelf
from tests.words import BASE, catalogues, languages, placeholders, source
from tests.words.templates import bare_words, borrowed_words

MEND = "Run `make words`, fill in what it prints, and give it back: see docs/languages.md."

every_language = pytest.mark.parametrize("language", languages())
# What stands around a sample is a sample too: made-up people.
SAMPLES = BASE / "templates" / "patterns" / "frames"
every_template = pytest.mark.parametrize(
    "template",
    [path for path in source.templates() if SAMPLES not in path.parents],
    ids=lambda path: str(path.relative_to(BASE)),
)


def names(messages) -> set:
    return {(message.context, message.id) for message in messages}


def singular(message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translations(catalogue) -> dict:
    """Return the translations by text; compiled, a text has its number of forms in a list."""
    return {(m.context, singular(m)): _forms(m.string) for m in catalogues.messages(catalogue)}


def _forms(string) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


# The catalogues


@pytest.fixture(scope="module")
def said():
    return catalogues.messages(source.own())


@every_language
def test_a_catalogue_has_the_texts_of_the_source_and_no_others(said, language):
    known = names(catalogues.messages(catalogues.read(language)))
    assert known == names(said), MEND


@every_language
def test_every_text_is_translated(language):
    messages = catalogues.messages(catalogues.read(language))
    assert [message.id for message in messages if catalogues.is_missing(message)] == [], MEND


@every_language
def test_the_site_reads_what_translators_wrote(language):
    written = translations(catalogues.read(language))
    assert translations(catalogues.compiled(language)) == written, MEND


@every_language
def test_what_stands_for_something_else_stands_in_the_translation(language):
    messages = catalogues.messages(catalogues.read(language))
    assert [message.id for message in messages if placeholders.differ(message)] == []


@every_language
def test_allauth_speaks_the_language_too(said, language):
    folders = (Path(allauth.__file__).parent / "locale", Path(django.__file__).parent / "conf" / "locale")
    known = {singular(message) for message in said}
    for folder in folders:
        with (folder / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
            known |= {singular(message) for message in read_mo(file)}
    assert [m.id for m in catalogues.messages(source.borrowed()) if singular(m) not in known] == []


def test_arabic_counts_in_six_ways():
    from django.utils.translation import ngettext

    one, many = "%(count)s message came while you were away.", "%(count)s messages came while you were away."
    with translation.override("ar"):
        said = {ngettext(one, many, n) % {"count": n} for n in (0, 1, 2, 3, 11, 100)}
    assert len(said) == 6
    assert not any("%" in text for text in said)


# The source


@every_template
def test_a_template_holds_no_words_of_its_own(template):
    assert bare_words(template.read_text(), template.suffix == ".html") == []


@pytest.mark.parametrize("theme", shelf(), ids=lambda theme: theme.name)
def test_what_is_rendered_once_for_everybody_says_nothing(theme):
    ours = Theme(OURS).templates
    everything = ours | theme.templates
    sent = fragments(everything, ours)
    assert {"rooms/fragments/message.html", "rooms/message/said.html", "rooms/message/quote.html"} <= set(
        sent
    )
    assert {name: words for name in sent if (words := borrowed_words(everything[name]))} == {}


def test_the_script_holds_no_words():
    for script in (BASE / "static" / "js").glob("*.js"):
        strings = re.findall(r"""(["'`])((?:(?!\1).)*)\1""", script.read_text())
        assert [text for _mark, text in strings if re.fullmatch(r"[A-Z]?[a-z]+( [a-z]+)+[.!?…]?", text)] == []
        assert [text for _mark, text in strings if re.fullmatch(r"[A-Z][a-z]+[.!?…]?", text)] == []


@pytest.mark.parametrize("app", ["accounts", "rooms"])
def test_what_python_tells_people_is_marked(app):
    unmarked = []
    for file in (BASE / app).rglob("*.py"):
        if "migrations" not in file.parts:
            unmarked += [f"{file.name}: {text}" for text in told(ast.parse(file.read_text()))]
    assert unmarked == []


def told(tree) -> list[str]:
    """Return the literals that are shown as they are: refusals, messages, and labels of forms."""
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        shown = [word.value for word in call.keywords if word.arg in ("label", "verbose_name", "empty_label")]
        if name.endswith(("ValidationError", "refuse")):
            shown += call.args[:1]
        elif name.startswith("messages."):
            shown += call.args[1:2]
        found += [
            node.value for node in shown if isinstance(node, ast.Constant | ast.JoinedStr) and _speaks(node)
        ]
    return found


def _speaks(node) -> bool:
    return not isinstance(node, ast.Constant) or (isinstance(node.value, str) and node.value != "")


# Named by the template around them, or not shown.
NAMED_ELSEWHERE = {"after", "body", "nonce", "reply_to", "role"}


def own_forms():
    packages = (import_module("accounts.forms"), import_module("rooms.forms"))
    modules = [
        import_module(f"{package.__name__}.{module.name}")
        for package in packages
        for module in iter_modules(package.__path__)
    ]
    found = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    return sorted(
        (thing for thing in found if issubclass(thing, forms.BaseForm) and hasattr(thing, "base_fields")),
        key=lambda form: form.__name__,
    )


@pytest.mark.parametrize("form", own_forms(), ids=lambda form: form.__name__)
def test_what_a_form_asks_is_asked_in_the_language(form):
    for name, field in form.base_fields.items():
        if name not in NAMED_ELSEWHERE:
            with translation.override("ja"):
                assert not str(field.label).isascii(), f"{form.__name__}.{name}"


def test_what_the_back_office_shows_of_ours_is_marked():
    from django.contrib import admin

    for model in admin.site._registry:
        if model._meta.app_label in ("accounts", "rooms"):
            assert isinstance(model._meta.verbose_name, Promise), model
            unmarked = [f.name for f in model._meta.fields if not isinstance(f.verbose_name, Promise)]
            assert unmarked == ["id"], model


def test_every_language_is_one_that_django_knows():
    assert set(languages()) == {"ar", "de", "es", "fr", "ja"}
    for code, _name in settings.LANGUAGES:
        assert translation.get_language_info(code)["name_local"]
