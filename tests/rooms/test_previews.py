"""What a text will look like, before it is said."""

import pytest
from django.urls import reverse

from rooms import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client, lounge, bob):
    client.force_login(bob)

    def look(body: str, **headers):
        return client.post(reverse("preview", args=[lounge.slug]), {"body": body}, headers=headers)

    return look


def test_the_composer_shows_the_text_as_a_message(look):
    page = look("so *nice*", hx_request="true")
    assert '<div class="message__body" dir="auto"><p>so <em>nice</em></p></div>' in page.content.decode()


def test_nothing_is_said_by_looking(look, lounge):
    look("so nice", hx_request="true")
    assert not lounge.messages.exists()


def test_without_scripts_the_page_shows_it_and_keeps_the_text(look):
    page = look("so *nice*\nand <b>bold</b>")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<p>so <em>nice</em><br>" in text
    assert "so *nice*\nand &lt;b&gt;bold&lt;/b&gt;</textarea>" in text


@pytest.mark.parametrize("headers", [{}, {"hx_request": "true"}])
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "Write something first."),
        ("x" * 8001, "1 character too long"),
        # Nobody makes it legible first, to find that only some marks are left.
        ("x" + "\u0301" * 32_000, "24001 characters too long"),
    ],
    ids=["empty", "long", "much-too-long"],
)
def test_what_could_not_be_sent_is_not_shown_and_says_why(look, headers, body, reason):
    assert reason in look(body, **headers).content.decode()


def test_who_looks_too_often_is_asked_to_wait(look, monkeypatch):
    monkeypatch.setattr(limits.previews, "burst", 0)
    monkeypatch.setattr(limits.previews, "rate", 0)
    assert "That was fast." in look("hello", hx_request="true").content.decode()


def test_an_outsider_finds_no_closed_room(client, cellar, carol):
    client.force_login(carol)
    assert client.post(reverse("preview", args=[cellar.slug]), {"body": "x"}).status_code == 404


def test_it_is_closed_by_asking_for_nothing(client, lounge, bob):
    client.force_login(bob)
    page = client.get(reverse("preview", args=[lounge.slug])).content.decode()
    assert page.strip() == f'<div id="room-{lounge.pk}-preview"></div>'
