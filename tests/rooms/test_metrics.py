import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from tests.sockets import open_room


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_figures_are_there_for_who_asks_from_this_machine(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await alices.post(lounge, "hello")
        await bobs.until("hello")
        text = (await sync_to_async(Client().get)("/metrics")).content.decode()
    assert "parley_sockets 2.0" in text
    assert "parley_deliveries_total" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("token", "status"), [("secret", 200), ("wrong", 404), ("", 404)])
def test_with_a_token_only_who_brings_it_sees_figures(client, settings, token, status):
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).status_code == status


@pytest.mark.django_db
def test_strangers_see_no_figures(client):
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
