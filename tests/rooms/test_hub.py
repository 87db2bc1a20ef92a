"""The hub of a process begins once and whole, whatever becomes of the page that asked for it first."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from rooms import delivery
from rooms.consumers import this_hub

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hub_of_its_own")]


class SlowLayer(InMemoryChannelLayer):
    """Takes its time, as a layer does that is elsewhere."""

    began = None

    async def new_channel(self, prefix="specific"):
        type(self).began.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return await super().new_channel(prefix)


class DeadLayer(InMemoryChannelLayer):
    """Does not answer at first."""

    dead = True

    async def new_channel(self, prefix="specific"):
        if self.dead:
            raise TimeoutError
        return await super().new_channel(prefix)


@pytest.fixture
def layer(settings, request):
    name = f"{__name__}.{request.param.__name__}"
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": name}}
    return request.param


@pytest.mark.parametrize("layer", [SlowLayer], indirect=True)
async def test_a_page_that_goes_while_the_hub_begins_leaves_it_whole(layer):
    layer.began = asyncio.Event()
    first = asyncio.ensure_future(this_hub())
    await layer.began.wait()
    first.cancel()
    second = await this_hub()
    assert second is delivery.running_hub()
    await second.bells.join("user.1")
    assert not second.bells.down


@pytest.mark.parametrize("layer", [DeadLayer], indirect=True)
async def test_a_hub_begins_without_a_layer_and_hears_it_once_it_is_there(layer, monkeypatch):
    monkeypatch.setattr("rooms.delivery.bells.PROBE", 0.01)
    hub = await this_hub()
    await hub.bells.join("user.1")
    assert hub.bells.down
    monkeypatch.setattr(layer, "dead", False)
    async with asyncio.timeout(5):
        while "user.1" not in hub.bells.layer.groups:
            await asyncio.sleep(0.01)
    assert not hub.bells.down
