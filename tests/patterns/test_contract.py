"""Each way of breaking a theme, and the sentence that a designer reads."""

import pytest
from django.core.management import CommandError, call_command

from site_config.patterns.catalogue import ENTRIES
from site_config.patterns.contract import states, templates
from site_config.patterns.contract.once import once
from site_config.patterns.theme import OURS, Theme

MESSAGE = "rooms/fragments/message.html"
SAID = "rooms/message/said.html"


def as_written(theme) -> str:
    with theme.worn():
        return "\n".join(templates.breaches(theme))


def as_rendered(theme, *names: str) -> str:
    entries = [ENTRIES[name] for name in names or ["message"]]
    return "\n".join([*states.breaches(theme, entries), *states.missing(theme, entries)])


# As it is written


def test_a_variable_that_nothing_gives_is_unknown(altered):
    said = as_written(altered(SAID, "{{ message.markup }}", "{{ text }}"))
    assert f"{SAID}: “text” is unknown: nothing of that name reaches this template. It has: " in said


def test_what_the_template_makes_itself_is_known(altered):
    loop = "{% for word in message.body.split %}{{ word }}{{ forloop.counter }}{% endfor %}"
    assert as_written(altered(SAID, "{{ message.markup }}", loop)) == ""


def test_a_page_may_use_what_every_page_has(altered):
    assert as_written(altered("rooms/new.html", "<h1>", "<h1>{{ user.name }}{{ entrance.site.name }} ")) == ""


def test_a_comment_that_promises_what_is_not_given(altered):
    theme = altered(MESSAGE, "  message: Message", "  mood: str\n  message: Message")
    assert f"{MESSAGE}: its comment promises “mood”, which nothing gives it." in as_written(theme)


def test_a_comment_that_speaks_of_what_is_not_used(altered):
    theme = altered("rooms/fragments/people_count.html", "{{ total }}", "*")
    assert "its comment speaks of “total”, but nothing uses it." in as_written(theme)


def test_a_value_that_is_called_safe(altered):
    said = as_written(altered(SAID, "{{ message.markup }}", "{{ message.body|safe }}"))
    assert f"{SAID}: “message.body” goes out as it is (|safe)" in said
    assert "Take |safe away." in said


def test_escaping_that_is_turned_off(altered):
    off = "{% autoescape off %}{{ message.body }}{% endautoescape %}"
    assert "{% autoescape off %} lets people type HTML" in as_written(
        altered(SAID, "{{ message.markup }}", off)
    )


@pytest.mark.parametrize("viewer", ["user.name", "request.path", "perms.rooms"])
def test_a_broadcast_fragment_that_uses_the_viewer(altered, viewer):
    said = as_written(altered(MESSAGE, "</li>", f"{{% if {viewer} %}}!{{% endif %}}</li>"))
    name = viewer.split(".")[0]
    assert (
        f"{MESSAGE}: it uses “{name}”, but it is made once for everybody: it cannot know who looks." in said
    )


def test_a_broadcast_fragment_that_translates(altered):
    said = as_written(altered(MESSAGE, "</li>", '{% trans "today" %}</li>'))
    assert f"{MESSAGE}: it translates words" in said


@pytest.mark.parametrize(
    "words",
    [
        '{% trans "today" %}',
        '{{ _("today") }}',
        '{{ message.body|default:_("today") }}',
        "{% get_current_language as code %}",
        '{{ message.posted_at|date:"DATE_FORMAT" }}',
        '{% now "l" %}',
    ],
)
@pytest.mark.parametrize("name", [MESSAGE, SAID, "rooms/message/thread.html", "rooms/fragments/pin.html"])
def test_whatever_it_says_in_a_language_and_in_whatever_part_of_it(theme, name, words):
    said = as_written(theme({f"templates/{name}": Theme(OURS).templates[name] + words}))
    assert f"{name}: it translates words (“" in said
    assert words.strip("{} ") in said


@pytest.mark.parametrize(
    ("part", "mistake"),
    [
        ('{% trans "today" %}', "it translates words ("),
        ("wrote this", "it holds words (“wrote this”), but it is made once"),
        ("{{ user.name }}", "it uses “user”, but it is made once"),
    ],
)
def test_a_part_of_a_themes_own_belongs_to_the_fragment_that_includes_it(theme, part, mistake):
    lamp = '{% include "lamp.html" with message=message only %}</li>'
    files = {
        f"templates/{MESSAGE}": Theme(OURS).templates[MESSAGE].replace("</li>", lamp),
        "templates/lamp.html": f"{{% comment %}}\nA lamp.\n  message: Message\n{{% endcomment %}}{part}",
    }
    said = as_written(theme(files))
    assert f"lamp.html: {mistake}" in said
    assert f"it is made once, as part of {MESSAGE}, for" in said


def test_so_does_one_of_ours_that_a_fragment_of_a_theme_includes(altered):
    said = as_written(altered(MESSAGE, "</li>", '{% include "rooms/follow.html" %}</li>'))
    assert "rooms/follow.html: it translates words" in said


@pytest.mark.parametrize("words", ["<b>wrote this</b>", '<i title="wrote this"></i>'])
def test_a_broadcast_fragment_that_holds_words(altered, words):
    assert f"{MESSAGE}: it holds words (“wrote this”)" in as_written(
        altered(MESSAGE, "</li>", f"{words}</li>")
    )


def test_other_fragments_may_hold_words(altered):
    assert as_written(altered("rooms/fragments/missed.html", "</p>", ' {% trans "today" %}</p>')) == ""


def test_a_template_that_django_does_not_understand(altered):
    said = as_written(altered(SAID, "{{ message.markup }}", "{{ message.body|shout }}"))
    assert f"{SAID}: Django does not understand it. Invalid filter: 'shout' (line 8)" in said


def test_a_template_that_is_not_there(altered):
    said = as_written(altered(SAID, "rooms/message/poll.html", "rooms/message/pol.html"))
    assert f"{SAID}: it needs the template “rooms/message/pol.html”, which is not there." in said


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        ('<b style="color: red"></b>', "“style=…” of <b> is a style inside of HTML"),
        ("<style>b { color: red }</style>", "<style> is a style inside of HTML"),
        ('<b {% if message.nonce %}onclick="go()"{% endif %}></b>', "“onclick=…” of <b> is a script"),
        ('<b hx-on:click="go()"></b>', "“hx-on:click=…” of <b> is a script"),
        ('<a href="javascript:go()"></a>', "“href=javascript:go()” of <a> is a script"),
        ("<b hx-vals='js:{a: go()}'></b>", "“hx-vals=js:{a: go()}” of <b> is a script"),
        ("<script>go()</script>", "<script> is a script inside of HTML"),
    ],
)
def test_a_style_or_a_script_inside_of_html(altered, mistake, sentence):
    said = as_written(altered(SAID, "{{ message.markup }}", f"{{{{ message.markup }}}}{mistake}"))
    assert f"{SAID}: {sentence}" in said


def test_a_script_in_a_file_and_a_comment_about_styles_are_none(altered):
    fine = (
        """<script src="{% static 'js/lamp.js' %}"></script>{# <b style=""> #}<b data-style="onclick="></b>"""
    )
    assert "inside of HTML" not in as_written(altered("rooms/new.html", "<h1>", f"{fine}<h1>"))


def test_a_template_of_its_own_has_a_comment(theme):
    said = as_written(theme({"templates/rooms/lamp.html": "<p>Light</p>"}))
    assert "rooms/lamp.html: it has no comment at its top." in said


# As it is rendered


def test_an_id_that_is_missing(altered):
    said = as_rendered(altered(MESSAGE, 'id="{{ message|dom_id }}" ', ""))
    assert (
        f'{MESSAGE}, message/plain: the outermost element needs id="message-7" (it has none). '
        "By it the page finds what to replace."
    ) in said


def test_an_id_that_is_another(altered):
    said = as_rendered(altered(MESSAGE, "{{ message|dom_id }}", "line-{{ message.pk }}"))
    assert 'the outermost element needs id="message-7" (it is “line-7”).' in said


def test_something_beside_the_element(altered):
    said = as_rendered(altered(MESSAGE, "</li>", "</li><hr>"))
    assert 'has to stand inside the element with id="message-7", but <hr> stands beside it.' in said


def test_a_landmark_that_is_missing(altered):
    said = as_rendered(altered("rooms/log.html", 'role="log" ', ""), "log", "room")
    assert "rooms/log.html, log/empty: the landmark “log” is missing." in said
    assert "rooms/page.html, room/some: the landmark “log” is missing." in said


def test_a_landmark_without_a_name(altered):
    label = " aria-label=\"{% trans 'Rooms' %}\""
    said = as_rendered(altered("rooms/sidebar.html", label, ""), "sidebar")
    assert "the landmark “navigation” has no name. Give it aria-label or aria-labelledby." in said


@pytest.mark.parametrize(
    ("shown", "name", "hook", "lost"),
    [
        ("message", MESSAGE, ' data-seq="{{ message.seq }}"', "data-seq"),
        ("message", MESSAGE, ' data-author="{{ message.author_id }}"', "data-author"),
        ("composer", "rooms/composer.html", ' name="body"', 'name="body"'),
        ("older", "rooms/fragments/older.html", ' hx-swap="outerHTML"', 'hx-swap="outerHTML"'),
    ],
)
def test_what_pages_hold_on_to_is_missing(altered, shown, name, hook, lost):
    said = as_rendered(altered(name, hook, ""), shown)
    assert f"{lost} is missing. Pages find their way by it" in said


def test_what_only_dresses_may_go(altered):
    dress = ' data-hue="{{ message.author_id|hue }}" data-initial="{{ message.author.name|initial }}"'
    assert as_rendered(altered(MESSAGE, dress, "")) == ""


def test_a_hostile_text_that_comes_out_as_html(altered):
    raw = "{% autoescape off %}{{ message.body }}{% endautoescape %}"
    said = as_rendered(altered(SAID, "{{ message.markup }}", raw))
    assert f"{MESSAGE}, message/hostile: a text that people type comes out as HTML." in said


def test_a_value_without_quotes(altered):
    said = as_rendered(
        altered(
            SAID,
            '<div class="message__body{% if message.is_large %} message__body--large{% endif %}"',
            "<div title={{ message.body }}",
        )
    )
    assert "an attribute of <div> has a value without quotes around it. Put it in quotes." in said


def test_a_value_that_is_never_there(altered):
    said = as_rendered(altered(MESSAGE, "message.author.name }}</a>", "message.author.nam }}</a>"))
    assert f"{MESSAGE}, message/plain: “message.author.nam” is not there. Is it spelt right?" in said


@pytest.mark.parametrize(
    ("part", "others", "theirs"),
    [
        ('{{ message.posted_at|date:"l" }}', "languages", "الأحد"),
        ('{{ message.posted_at|date:"H:i" }}', "time zones", "21:04"),
        ("{{ user.name }}", "people who look", "Maya Lindqvist"),
        ("{% csrf_token %}", "people who look", '<input type="hidden" name="csr'),
    ],
)
def test_a_broadcast_fragment_that_comes_out_differently(altered, part, others, theirs):
    said = as_rendered(altered(MESSAGE, "</li>", f"{part}</li>"))
    assert f", for other {others}, as “{theirs}" in said
    assert "but it is made once for everybody. Let it say the same to all." in said


def test_a_part_that_cannot_be_rendered(altered):
    theme = altered(SAID, "rooms/message/poll.html", "rooms/message/pol.html")
    said = as_rendered(theme)
    file = theme.folder / "templates" / SAID
    assert (
        f"{MESSAGE}, message/reactions: it cannot be rendered. It needs the template "
        f"“rooms/message/pol.html”, which is not there ({file}, line 13)."
    ) in said


def test_a_page_of_which_django_does_not_understand_a_part(altered):
    theme = altered(SAID, "{{ message.markup }}", "{% if message %}")
    said = as_rendered(theme, "message", "room")
    assert f"{MESSAGE}, message/plain: it cannot be rendered. Unclosed tag" in said
    assert "rooms/page.html, room/some: it cannot be rendered." in said
    assert str(theme.folder / "templates" / SAID) in said


def test_a_link_that_leads_nowhere(altered):
    said = as_rendered(altered("site/banner.html", "{% url 'settings' %}", "{% url 'setings' %}"), "banner")
    assert "a link leads nowhere. Reverse for 'setings' not found." in said


# The command


def test_our_own_look_breaks_nothing(capsys):
    call_command("check_theme", "parley", no_browser=True)
    assert capsys.readouterr().out == "parley: nothing to mend\n"


def test_a_broken_theme_fails_with_what_is_to_mend(altered, capsys):
    folder = altered(SAID, "{{ message.markup }}", "{{ message.body|safe }}").folder
    with pytest.raises(CommandError, match="to mend"):
        call_command("check_theme", str(folder), no_browser=True)
    assert capsys.readouterr().out.startswith(f"lamp:\n  {SAID}: “message.body” goes out as it is")


def test_what_cannot_be_rendered_keeps_nothing_else_from_being_looked_at(altered, theme, capsys):
    """In the browser, too: it waits for no page that is not made."""
    altered(SAID, "{{ message.markup }}", "{% if message %}")
    folder = theme({"static/css/theme.css": "@layer theme { .flash { color: #bbb } }"}).folder
    with pytest.raises(CommandError, match="to mend"):
        call_command("check_theme", str(folder), only=["message", "flashes"])
    said = capsys.readouterr().out
    assert f"{SAID}: Django does not understand it. Unclosed tag" in said
    assert f"{MESSAGE}, message/plain: it cannot be rendered. Unclosed tag" in said
    assert 'site/flashes.html, flashes/one, light: <p class="flash flash--success"> has a contrast of' in said


def test_one_mistake_is_said_once(altered, capsys):
    folder = altered(MESSAGE, 'id="{{ message|dom_id }}" ', "").folder
    with pytest.raises(CommandError, match="2 to mend"):
        call_command("check_theme", str(folder), no_browser=True)
    said = capsys.readouterr().out
    assert said.count("the outermost element needs id=") == 1
    assert (
        "more states (message, log, older-page, newer-page, panel, thread-panel, thread, room, direct)."
        in said
    )


def test_mistakes_of_two_templates_are_said_of_each():
    said = ["a.html: it holds words.", "b.html: it holds words."]
    assert list(once(said)) == said


def test_light_and_dark_are_one_state():
    said = [f"a.html, a/plain, {scheme}: too faint." for scheme in ("light", "dark")]
    assert list(once(said)) == said[:1]


def test_a_theme_that_is_not_there():
    with pytest.raises(CommandError, match="There is no theme “lamp”"):
        call_command("check_theme", "lamp")
