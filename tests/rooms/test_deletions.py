"""Somebody is deleted, by a shell or the back office: the site itself shuts people out and keeps them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse

from rooms import delivery
from rooms.models import Message, Room
from tests.sockets import connect

pytestmark = pytest.mark.django_db


@pytest.fixture
def direct(alice, bob):
    room = Room.objects.direct_between(alice, bob)
    message = room.post(alice, "hello")
    thread = Room.objects.thread_under(message, alice)
    thread.post(alice, "are you there?")
    return room


def delete_one(person) -> None:
    person.delete()


def delete_some(person) -> None:
    get_user_model().objects.filter(pk=person.pk).delete()


@pytest.mark.parametrize("delete", [delete_one, delete_some])
def test_conversations_of_two_go_with_either_of_them(client, direct, lounge, alice, bob, carol, delete):
    other = Room.objects.direct_between(alice, carol)
    alice.saved.create(message=direct.messages.get())
    delete(bob)
    assert set(Room.objects.all()) == {lounge, other}
    assert not Message.objects.exists()
    client.force_login(alice)
    for page in (
        reverse("rooms"),
        reverse("settings"),
        reverse("saved"),
        reverse("mentions"),
        "/chat/lounge/",
    ):
        assert client.get(page).status_code == 200


def test_rooms_of_many_go_on_without_one(lounge, alice, bob):
    lounge.post(alice, "hello")
    bob.delete()
    assert [message.body for message in lounge.messages.all()] == ["hello"]


def test_conversations_with_nobody_from_earlier_days_are_ended_by_the_migration(direct, lounge, alice, carol):
    kept = Room.objects.direct_between(alice, carol)
    direct.direct_key = f"{alice.pk}:{10**9}"
    direct.save()
    migration = import_module("rooms.migrations.0016_conversations_of_nobody")
    migration.end_them(apps, connection.schema_editor())
    assert set(Room.objects.all()) == {lounge, kept}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_page_that_is_open_loses_the_row(direct, alice, bob):
    page = await connect(alice)
    await page.hello()
    await bob.adelete()
    await delivery.running_hub().safety_net.look(thoroughly=True)
    await page.until(f"delete:#room-{direct.pk}-row")
    await page.close()
