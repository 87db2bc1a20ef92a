"""What becomes of what people write."""

import pytest

from rooms import markup
from rooms.markup.cleaner import clean
from rooms.markup.parser import parse
from rooms.markup.plain import is_plain
from rooms.replay.html import parsed

PLAIN = [
    "hello",
    "12 apples",
    "She said so (really)?",
    "a - b + c = d / e",
    "über 日本語 مرحبا 🚢",
    "-",
    "1. x",
    "+ y",
]
ODD = [
    "a_b_c",
    "* star",
    "1) one",
    "a | b",
    "`tick",
    "[x](y)",
    "> quote",
    "C:\\dir",
    "~~no~~",
    "a  b",
    "f(x)!",
    "#5",
]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*so* **very** ~~not~~", "<p><em>so</em> <strong>very</strong> <s>not</s></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("> said\n\nanswered", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>answered</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("||the *end*||", '<p><span class="spoiler" tabindex="0">the <em>end</em></span></p>'),
        ("a || b", "<p>a || b</p>"),
        ("`a_b`", "<p><code>a_b</code></p>"),
        ("# no heading", "<p># no heading</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("manage.py", "<p>manage.py</p>"),
        ("[here](/chat/lounge/)", '<p><a href="/chat/lounge/">here</a></p>'),
        (
            "see example.org",
            '<p>see <a href="http://example.org" target="_blank" rel="noopener nofollow" dir="ltr">'
            "example.org</a></p>",
        ),
        (
            "[اقرأ هذا](https://example.org)!",
            '<p><a href="https://example.org" target="_blank" rel="noopener nofollow">اقرأ هذا</a>!</p>',
        ),
    ],
)
def test_markdown_as_chats_know_it(text, html):
    assert markup.render(text) == html


def test_a_list_of_tasks_is_ticked_but_not_to_be_ticked():
    html = markup.render("- [ ] bread\n- [x] milk")
    assert html.count('disabled="disabled" type="checkbox"') == 2
    assert html.count('checked="checked"') == 1


def test_a_table_stands_in_a_box_that_scrolls():
    assert markup.render("| a | b |\n|---|---|\n| 1 | 2 |").startswith('<div class="table"><table>')


def test_the_columns_of_a_table_stand_where_they_were_told_to():
    table = markup.render("| a | b | c |\n|:-:|--:|:--|\n| 1 | 2 | 3 |")
    assert '<th class="cell--centre">a</th>' in table
    assert '<td class="cell--end">2</td>' in table
    assert "<td>3</td>" in table


def test_what_is_struck_out_says_so():
    assert markup.render("~~no~~ yes") == "<p><s>no</s> yes</p>"


def test_code_has_colours_where_its_language_is_known():
    assert '<span class="k">def</span>' in markup.render("```py\ndef f(): ...\n```")
    assert markup.render("```klingon\n<b>\n```") == "<pre><code>&lt;b&gt;\n</code></pre>"


def test_code_that_is_nothing_but_signs_stays_without_colours():
    assert "<span" not in markup.render("```kotlin\n" + "${" * 3900 + "\n```")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        "![x](https://example.org/pixel.png)",
        '[x](https://example.org "title" onclick=alert(1))',
        "```\n</code></pre><script>alert(1)</script>\n```",
        '```html"><script>\n<b>\n```',
        "&lt;script&gt;",
        "|| <svg onload=alert(1)> ||",
    ],
)
def test_nothing_that_people_type_becomes_a_tag_or_a_trap(text):
    page = parsed(markup.render(text))
    assert not {node.tag for node in page.all()} & {"script", "img", "svg", "iframe", "style"}
    for node in page.all():
        assert not [name for name in node.attributes if name.startswith("on")]
        address = node.get("href")
        assert not address.lower().startswith(("javascript:", "data:", "vbscript:"))


def test_the_sanitiser_lets_through_only_what_the_parser_makes():
    assert clean('<p class="message" id="main" style="x" hx-get="/">a</p>') == "<p>a</p>"
    assert clean('<span class="spoiler evil" tabindex="5">a</span>') == "<span>a</span>"


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_takes_the_short_way_to_the_same_place(text):
    assert markup.render(text) == clean(parse(text))


def test_most_of_what_is_said_is_plain():
    assert is_plain("I think so too, let us meet there at noon!")
    assert not is_plain("see https://example.org")


@pytest.mark.parametrize("text", PLAIN + ODD)
def test_literal_text_reads_as_it_stands(text):
    assert parsed(markup.render(markup.literal(text))).text.strip() == text


@pytest.mark.parametrize(
    ("text", "is_sole"),
    [("🚢🌊☕", True), ("👍🏽 👨‍👩‍👧", True), ("1", False), ("🚢 ahoy", False), ("", False)],
)
def test_a_few_emoji_alone(text, is_sole):
    assert markup.is_sole_emoji(text) is is_sole


def test_many_emoji_are_a_line_like_any_other():
    assert not markup.is_sole_emoji("🚢" * 7)


def test_what_would_make_a_page_heavy_stays_as_it_was_typed():
    tasks = "- [ ] <b>\n" * 800
    html = markup.render(tasks * 2)
    assert len(html) < markup.MOST
    assert "<li" not in html
    assert html.count("&lt;b&gt;<br>") == 1600
