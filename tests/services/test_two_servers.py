"""People at two processes of one site are in one place."""

import asyncio

from tests.services.pages import open_page, pages, people_after_reload, texts_after_reload

SAID_BY_EACH = 15


async def chatter(page, name: str) -> None:
    for number in range(SAID_BY_EACH):
        await page.post(f"{name} {number}")


async def test_people_at_two_servers_see_everything_once_and_in_one_order(cluster):
    alice, bob = cluster.make_people("alice", "bob")
    lounge = cluster.make_room("Lounge", "alice", "bob")
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await asyncio.gather(chatter(alices, "alice"), chatter(bobs, "bob"))
        for page in (alices, bobs):
            await page.sees(lambda page=page: len(page.texts) == 2 * SAID_BY_EACH, "everything")
        assert alices.log.lines == bobs.log.lines
        assert sorted(alices.texts) == sorted(
            f"{n} {i}" for n in ("alice", "bob") for i in range(SAID_BY_EACH)
        )
        assert [text for text in alices.texts if "bob" in text] == [f"bob {i}" for i in range(SAID_BY_EACH)]
        assert {*alices.times_shown.values(), *bobs.times_shown.values()} == {1}
        assert await texts_after_reload(cluster.east, alice, lounge) == alices.texts
        assert await texts_after_reload(cluster.west, bob, lounge) == alices.texts


async def test_who_is_here_is_the_same_at_both_servers(cluster):
    alice, bob, carol = cluster.make_people("alice", "bob", "carol")
    lounge = cluster.make_room("Lounge", "alice", "bob", "carol")
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        for page in (alices, bobs):
            await page.sees(lambda page=page: page.people == ["Alice", "Bob"], "both are here")
        here, there = (
            await open_page(cluster.east, carol, lounge),
            await open_page(cluster.west, carol, lounge),
        )
        for page in (alices, bobs, here, there):
            await page.sees(lambda page=page: page.people == ["Alice", "Bob", "Carol"], "Carol is here once")
        for server in (cluster.east, cluster.west):
            assert await people_after_reload(server, alice, lounge) == ["Alice", "Bob", "Carol"]
