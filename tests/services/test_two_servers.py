"""People at two processes of one site are in one place."""

import asyncio

from tests.services.pages import open_page, pages, people_after_reload, texts_after_reload

SAID_BY_EACH = 15


async def chatter(page, name: str) -> None:
    for number in range(SAID_BY_EACH):
        await page.post(f"{name} {number}")


async def everyone_sees(people: list[str], *pages) -> None:
    for page in pages:
        await page.sees(lambda page=page: page.people == people, f"{people} are here")


async def test_people_at_two_servers_see_everything_once_and_in_one_order(cluster):
    alice, bob = cluster.make_people("alice", "bob")
    lounge = cluster.make_room("Lounge", alice, bob)
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await asyncio.gather(chatter(alices, "alice"), chatter(bobs, "bob"))
        for page in (alices, bobs):
            await page.sees(lambda page=page: len(page.texts) == 2 * SAID_BY_EACH, "everything")

        assert alices.log.lines == bobs.log.lines
        for name in ("alice", "bob"):
            said = [text for text in alices.texts if text.startswith(name)]
            assert said == [f"{name} {number}" for number in range(SAID_BY_EACH)]
        # Repeated messages would be shown once all the same; here nothing was lost, so nothing is repeated.
        assert {*alices.times_shown.values(), *bobs.times_shown.values()} == {1}
        assert await texts_after_reload(cluster.east, alice, lounge) == alices.texts
        assert await texts_after_reload(cluster.west, bob, lounge) == alices.texts


async def test_who_is_here_is_the_same_at_both_servers(cluster):
    alice, bob, carol = cluster.make_people("alice", "bob", "carol")
    lounge = cluster.make_room("Lounge", alice, bob, carol)
    async with pages((cluster.east, alice, lounge), (cluster.west, bob, lounge)) as (alices, bobs):
        await everyone_sees(["Alice", "Bob"], alices, bobs)
        tabs = [await open_page(server, carol, lounge) for server in (cluster.east, cluster.west)]
        await everyone_sees(["Alice", "Bob", "Carol"], alices, bobs, *tabs)
        for server in (cluster.east, cluster.west):
            assert await people_after_reload(server, alice, lounge) == ["Alice", "Bob", "Carol"]

        await tabs[0].close()
        await asyncio.to_thread(cluster.wait_until_at_one_process, carol, lounge)
        assert await people_after_reload(cluster.east, alice, lounge) == ["Alice", "Bob", "Carol"]

        await tabs[1].close()
        await everyone_sees(["Alice", "Bob"], alices, bobs)


async def test_reading_at_one_server_clears_the_badge_at_the_other(cluster):
    alice, bob = cluster.make_people("alice", "bob")
    lounge = cluster.make_room("Lounge", alice, bob)
    async with pages(
        (cluster.east, alice, None), (cluster.west, alice, lounge), (cluster.west, bob, lounge)
    ) as (elsewhere, reading, bobs):
        await bobs.post("one")
        await bobs.post("two")
        await elsewhere.sees(lambda: elsewhere.badge(lounge) == "2", "two messages are unread")
        await reading.sees(lambda: reading.texts == ["one", "two"], "both messages")
        await reading.read_all()
        await elsewhere.sees(lambda: elsewhere.badge(lounge) == "", "nothing is unread")
