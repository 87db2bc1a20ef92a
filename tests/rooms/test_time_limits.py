"""How long one may edit and take back what one said, as the owner decided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def limit():
    """Let the owner set the limits: `limit(edit_minutes=15)`."""

    def limit(**minutes) -> None:
        site = Site.get()
        for name, value in minutes.items():
            setattr(site, name, value)
        site.save()
        site._remember()

    return limit


@pytest.fixture
def said(lounge, bob):
    """What bob said a quarter of an hour ago, and some seconds."""
    return lounge.post(bob, "one", at=timezone.now() - timedelta(minutes=15, seconds=5))


def ask(client, name: str, message, **data):
    return client.post(reverse(name, args=[message.room.slug, message.pk]), data)


def menu(client, message) -> str:
    return client.get(reverse("actions", args=[message.room.slug, message.pk])).content.decode()


def test_without_a_limit_one_may_always(client, said, bob):
    client.force_login(bob)
    assert "Edit" in menu(client, said)
    assert "Take back" in menu(client, said)


@pytest.mark.parametrize(("minutes", "may"), [(15, False), (16, True)])
def test_the_time_to_edit(client, said, bob, limit, minutes, may):
    limit(edit_minutes=minutes)
    client.force_login(bob)
    assert ("Edit" in menu(client, said)) is may
    assert "Take back" in menu(client, said)
    ask(client, "edit", said, body="two")
    said.refresh_from_db()
    assert said.body == ("two" if may else "one")


@pytest.mark.parametrize(("minutes", "may"), [(15, False), (16, True)])
def test_the_time_to_take_back(client, said, bob, limit, minutes, may):
    limit(retract_minutes=minutes)
    client.force_login(bob)
    assert ("Take back" in menu(client, said)) is may
    assert "Edit" in menu(client, said)
    assert ask(client, "retract", said).status_code == (302 if may else 403)
    said.refresh_from_db()
    assert bool(said.retracted_at) is may


def test_who_keeps_order_takes_back_what_others_said_at_any_time(client, said, alice, limit):
    limit(edit_minutes=1, retract_minutes=1)
    client.force_login(alice)
    assert "Take back" in menu(client, said)
    assert ask(client, "retract", said).status_code == 302


def test_an_edit_that_was_begun_in_time_is_refused_with_its_text(client, said, bob, limit):
    limit(edit_minutes=15)
    client.force_login(bob)
    answer = ask(client, "edit", said, body="two")
    assert answer.status_code == 422
    assert "This message cannot be edited any more." in answer.content.decode()
    assert "two</textarea>" in answer.content.decode()


def test_nothing_changes_in_an_archived_room(client, said, lounge, alice, bob):
    lounge.archive()
    for person in (alice, bob):
        client.force_login(person)
        offered = menu(client, said)
        assert "Edit" not in offered
        assert "Take back" not in offered
        assert ask(client, "retract", said).status_code == 403
