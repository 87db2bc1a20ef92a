"""What a page is told that asked by htmx for something it does not get: one fragment, in its language."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rooms import limits
from rooms.models import Reminder
from rooms.models.due import MOST

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    """Ask for something by htmx, as a page does."""

    def ask(user, name, message, method="post", **data):
        if user:
            client.force_login(user)
        address = reverse(name, args=[message.room.slug, message.pk])
        return getattr(client, method)(address, data, headers={"HX-Request": "true"})

    return ask


def told(answer) -> str:
    html = answer.content.decode()
    assert html.startswith('<ul hx-swap-oob="upsert:#notice"')
    assert "close:#actions" in html
    assert "<html" not in html
    return html


def test_who_may_not_is_told_so(ask, lounge, alice, carol):
    answer = ask(carol, "pin", lounge.post(alice, "hello"))
    assert answer.status_code == 403
    assert "You cannot do this" in told(answer)


def test_what_is_gone_is_said_to_be(ask, cellar, alice, carol):
    answer = ask(carol, "actions", cellar.post(alice, "hello"), "get")
    assert answer.status_code == 404
    assert "This is not there any more." in told(answer)


def test_in_the_language_that_one_reads(ask, lounge, alice, carol):
    carol.language = "de"
    carol.save()
    assert "Das kannst du nicht" in told(ask(carol, "pin", lounge.post(alice, "hello")))


def test_who_presses_too_much_is_asked_to_wait(ask, lounge, alice, monkeypatch):
    monkeypatch.setattr(limits.changes, "rate", 0)
    message = lounge.post(alice, "hello")
    for _n in range(limits.changes.burst):
        limits.changes.allows(alice.pk)
    assert "That was fast." in told(ask(alice, "pin", message))
    message.refresh_from_db()
    assert not message.is_pinned


def test_who_asks_for_too_many_reminders_is_told_in_the_menu(ask, lounge, alice):
    message = lounge.post(alice, "hello")
    in_an_hour = timezone.now() + timedelta(hours=1)
    for _n in range(MOST):
        Reminder.objects.remind(alice, message, in_an_hour)
    answer = ask(alice, "remind", message, soon="hour")
    assert answer.status_code == 200
    told(answer)


def test_who_is_signed_out_gets_no_page_to_sign_in_into_a_menu(ask, lounge, alice):
    answer = ask(None, "actions", lounge.post(alice, "hello"), "get")
    assert answer.headers["HX-Refresh"] == "true"
    assert not answer.content


def test_who_is_signed_out_and_goes_back_is_asked_to_sign_in(client):
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert client.get("/chat/", headers=back).url.startswith("/accounts/login/")


def test_a_page_of_its_own_is_a_page_as_before(client, lounge, alice, carol):
    client.force_login(carol)
    message = lounge.post(alice, "hello")
    assert b"<html" in client.post(reverse("pin", args=[lounge.slug, message.pk])).content
