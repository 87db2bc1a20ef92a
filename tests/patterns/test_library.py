"""/design/: what it shows, and to whom."""

import ast
import inspect

import pytest
from django.contrib.auth import get_user_model
from django.test.signals import template_rendered

from rooms import broadcasts
from site_config.patterns.catalogue import ENTRIES
from site_config.patterns.comment import comment_of
from site_config.patterns.stylesheets import about

STATES = [(entry.name, state) for entry in ENTRIES.values() for state in entry.states]


def test_every_template_is_shown_in_some_state(settings):
    shown = set()

    def note(template, **_):
        shown.add(template.name)

    template_rendered.connect(note)
    for name, state in STATES:
        ENTRIES[name].render(state)
    folder = settings.BASE_DIR / "templates"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {name for name in there - shown if not name.startswith("patterns/")} == set()


def test_every_template_says_what_it_is():
    ours = [entry for entry in ENTRIES.values() if entry.files[0].startswith("templates/")]
    assert [entry.template for entry in ours if not entry.comment.what] == []


@pytest.mark.parametrize(("name", "state"), STATES)
def test_every_state_is_shown_without_a_query_and_does_nothing(name, state):
    # Without the mark `django_db` a query fails.
    html = ENTRIES[name].show(state, "dark")
    assert "<script" not in html
    if not name.startswith(("error-400", "error-413", "error-500")):
        assert 'data-scheme="dark"' in html
        assert "css/patterns.css" in html


@pytest.mark.parametrize(("name", "state"), STATES)
def test_every_state_can_be_seen_from_right_to_left(name, state):
    html = ENTRIES[name].show(state, language="ar")
    assert '<html data-scheme="" lang="ar" dir="rtl"' in html or 'lang="ar" dir="rtl" data-scheme=""' in html


@pytest.mark.django_db
def test_a_page_of_the_library_leads_to_each_language_and_shows_all_states_in_it(client, settings):
    settings.DEBUG = True
    assert (
        '<a href="?language=ar" hreflang="ar">Arabic</a>' in client.get("/design/message/").content.decode()
    )
    page = client.get("/design/message/?language=ar").content.decode()
    assert '<a href="?language=ar" hreflang="ar" aria-current="true">' in page
    assert 'src="/design/message/plain/?scheme=dark&amp;language=ar"' in page
    assert 'dir="rtl"' in client.get("/design/message/plain/?language=ar").content.decode()
    assert 'dir="ltr"' in client.get("/design/message/plain/?language=no").content.decode()


@pytest.mark.django_db
def test_designers_see_the_library(client, settings):
    settings.DEBUG = True
    assert client.get("/design/").status_code == 200
    page = client.get("/design/message/").content.decode()
    assert "templates/rooms/fragments/message.html" in page
    assert "<code>message-&lt;pk&gt;</code>" in page
    assert "<code>message_posted</code>" in page
    assert "<code>static/css/fragments/message.css</code>" in page
    for part in ("quote", "poll", "reactions", "thread"):
        assert f"<code>templates/rooms/message/{part}.html</code>" in page
    for sheet in ("reply", "poll", "reactions", "thread", "pin"):
        assert f"<code>static/css/fragments/{sheet}.css</code>" in page
    assert '<iframe class="patterns__frame" data-width="360"' in page


def test_in_a_theme_it_names_the_files_to_edit(theme):
    files = {
        "templates/rooms/fragments/typist.html": "{# Hers. #}<li></li>",
        "static/css/theme.css": ".person__name {}",
    }
    worn = theme(files)
    with worn.worn():
        typist, person = ENTRIES["typist"], ENTRIES["person"]
        assert typist.files == [str(worn.folder / "templates/rooms/fragments/typist.html")]
        assert person.files == ["templates/rooms/fragments/person.html"]
        sheets = about(person.source)
    assert str(worn.folder / "static/css/theme.css") in sheets
    assert "static/css/fragments/person.css" in sheets


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (None, 404),
        ({}, 404),
        ({"role": "moderator"}, 404),
        ({"role": "owner"}, 200),
        ({"is_staff": True}, 200),
    ],
)
@pytest.mark.parametrize("address", ["/design/", "/design/message/", "/design/message/plain/"])
def test_where_the_site_is_served_only_its_keepers_see_it(client, fields, status, address):
    if fields is not None:
        client.force_login(get_user_model().objects.create_user("person", **fields))
    assert client.get(address).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/design/mesage/", "/design/mesage/plain/", "/design/message/plane/"])
def test_what_is_not_there_is_not_found(client, settings, address):
    settings.DEBUG = True
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_only_states_may_stand_in_frames_and_only_in_ours(client, settings):
    settings.DEBUG = True
    state, page = client.get("/design/message/plain/"), client.get("/design/message/")
    assert "frame-ancestors 'self'" in state["Content-Security-Policy"]
    assert "form-action 'none'" in state["Content-Security-Policy"]
    assert state["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_comments_name_the_broadcasts_that_there_are():
    for entry in ENTRIES.values():
        assert [name for name in entry.comment.broadcasts if not hasattr(broadcasts, name)] == []


def test_every_fragment_that_is_broadcast_says_so():
    """What rooms/broadcasts.py renders is held to the rules for what is made once for everybody."""
    calls = [
        node.func for node in ast.walk(ast.parse(inspect.getsource(broadcasts))) if hasattr(node, "func")
    ]
    rendered = {call.attr for call in calls if ast.unparse(call).startswith("fragments.")}
    assert "message" in rendered
    for function in rendered:
        entry = ENTRIES[{"people": "person"}.get(function, function).replace("_", "-")]
        assert entry.comment.broadcasts, entry.template


def test_a_comment_is_read_as_it_is_written():
    comment = comment_of(
        "{% extends 'x' %}{% comment %}\n#a-<pk>-b: that. Broadcast: one_done, two_done. Landmark: log.\n"
        "  one: int; two, three: str\n{% endcomment %}"
    )
    assert comment.what == "#a-<pk>-b: that."
    assert (comment.id, comment.broadcasts, comment.landmarks) == (
        "a-<pk>-b",
        ("one_done", "two_done"),
        ("log",),
    )
    assert comment.variables == {
        "one": "int",
        "two": "str",
        "three": "str",
    }
