"""Messages that one keeps for oneself."""

import pytest
from django.urls import reverse

from rooms.models import Saved
from rooms.views.saved import PER_PAGE

pytestmark = pytest.mark.django_db


def press(client, verb: str, message, data=None, **headers):
    return client.post(reverse(verb, args=[message.room.slug, message.pk]), data, headers=headers)


def offered(client, message) -> str:
    return client.get(reverse("actions", args=[message.room.slug, message.pk])).content.decode()


def saved(client, query: str = "") -> str:
    return client.get(f"/saved/{query}").content.decode()


def test_one_saves_a_message_and_removes_it_again(client, lounge, alice, bob):
    said = lounge.post(alice, "worth keeping")
    client.force_login(bob)
    assert "Save for myself" in offered(client, said)
    press(client, "save", said)
    press(client, "save", said)
    assert saved(client).count("worth keeping") == 1
    assert said.get_absolute_url() in saved(client)
    menu = offered(client, said)
    assert "Save for myself" not in menu
    assert "Remove from saved messages" in menu
    assert press(client, "unsave", said, {"list": ""}).url == "/saved/"
    assert "You saved nothing yet" in saved(client)


def test_nobody_else_knows(client, lounge, alice, bob):
    said = lounge.post(alice, "worth keeping")
    Saved.objects.save_for(bob, said)
    client.force_login(alice)
    assert "worth keeping" not in saved(client)
    assert "Save for myself" in offered(client, said)
    press(client, "unsave", said)
    assert Saved.objects.count() == 1


def test_saving_changes_nothing_for_the_others(client, lounge, bob):
    said = lounge.post(bob, "quietly")
    client.force_login(bob)
    press(client, "save", said)
    lounge.refresh_from_db()
    assert lounge.clock == said.stamp


def test_what_one_may_no_longer_read_is_not_shown(client, cellar, bob):
    said = cellar.post(bob, "between us")
    Saved.objects.save_for(bob, said)
    cellar.dismiss(bob)
    client.force_login(bob)
    assert "between us" not in saved(client)
    assert press(client, "save", said).status_code == 404
    cellar.admit(bob)
    assert "between us" in saved(client)


def test_what_was_taken_back_is_gone_from_here_too(client, lounge, alice, bob):
    said = lounge.post(alice, "a secret")
    Saved.objects.save_for(bob, said)
    said.retract()
    client.force_login(bob)
    assert "a secret" not in saved(client)
    assert "This message was taken back." in saved(client)


def test_many_are_shown_a_page_at_a_time(client, lounge, alice, bob, django_assert_max_num_queries):
    said = [lounge.post(alice, f"number {n:03}") for n in range(PER_PAGE * 2)]
    for message in said:
        Saved.objects.save_for(bob, message)
    client.force_login(bob)
    saved(client)  # warms what is cached for everybody
    with django_assert_max_num_queries(6):
        first = saved(client)
    assert [f"number {n:03}" in first for n in (PER_PAGE - 1, PER_PAGE, PER_PAGE * 2 - 1)] == [
        False,
        True,
        True,
    ]
    before = Saved.objects.get(message=said[PER_PAGE]).pk
    assert f"?before={before}" in first
    second = saved(client, f"?before={before}")
    assert [f"number {n:03}" in second for n in (0, PER_PAGE - 1, PER_PAGE)] == [True, True, False]
    assert "?before=" not in second


def test_a_page_that_nobody_links_to_is_the_first(client, bob):
    client.force_login(bob)
    assert client.get("/saved/?before=x").status_code == 200
    assert client.get("/saved/?before=99999999999999999999999").status_code == 200
