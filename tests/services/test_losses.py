"""A process dies, or Redis does, and nobody misses anything."""

import time

import pytest

from tests.services.conftest import running_cluster
from tests.services.pages import PATIENCE, open_page, pages

LEASE, BEAT, SAFETY_NET = 3, 0.5, 1
# For what a busy machine adds to a period.
LENIENCE = 3


SETTINGS = {"PRESENCE_LEASE": LEASE, "PRESENCE_BEAT": BEAT, "SAFETY_NET_PERIOD": SAFETY_NET}


@pytest.fixture
def cluster(request, postgresql, var_dir):
    """A cluster to be broken."""
    with running_cluster(request.session, postgresql, var_dir, SETTINGS) as cluster:
        yield cluster


async def test_people_of_a_killed_server_are_gone_within_the_lease(cluster):
    alice, bob = cluster.make_people("alice", "bob")
    lounge = cluster.make_room("Lounge", alice, bob)
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (_alices, bobs):
        await bobs.sees(lambda: bobs.people == ["Alice", "Bob"], "both are here")
        cluster.east.kill()
        await bobs.sees(lambda: bobs.people == ["Bob"], "Alice is gone", LEASE + BEAT + LENIENCE)


async def test_pages_of_a_killed_server_go_on_at_the_other_and_miss_nothing(cluster):
    alice, bob = cluster.make_people("alice", "bob")
    lounge = cluster.make_room("Lounge", alice, bob)
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await alices.post("before")
        cluster.east.kill()
        await bobs.post("meanwhile")
        again = await open_page(cluster.west, alice, lounge, cursor=alices.log.cursor)
        await again.sees(lambda: again.texts == ["meanwhile"], "what was missed, and nothing else")
        await again.close()


async def test_without_redis_posts_are_acknowledged_and_the_other_server_follows(cluster):
    alice, bob = cluster.make_people("alice", "bob")
    lounge = cluster.make_room("Lounge", alice, bob)
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await alices.post("with bells")
        await bobs.sees(lambda: bobs.texts == ["with bells"], "the first message")

        cluster.redis.kill()
        said = ["with bells", *(f"without bells {number}" for number in range(5))]
        for text in said[1:]:
            await alices.post(text)
        await bobs.sees(lambda: bobs.texts == said, "everything", SAFETY_NET + LENIENCE)
        await bobs.post("me too")
        await alices.sees(lambda: alices.texts == [*said, "me too"], "everything", SAFETY_NET + LENIENCE)

        cluster.redis.start()
        await bells_ring(alices, bobs)
        await bells_ring(bobs, alices)


async def bells_ring(from_page, to_page) -> None:
    """Wait until something passes from page to page that only bells carry."""
    before = to_page.hints
    deadline = time.monotonic() + PATIENCE
    while to_page.hints == before:
        assert time.monotonic() < deadline, f"no bell rang within {PATIENCE} seconds"
        await from_page.send(verb="typing", room=from_page.room["pk"])
        await to_page.heard_within(0.3)
