"""Two usernames that only PostgreSQL takes for one, when it compares without capitals."""

import asyncio

from rooms.replay.site import Site


async def test_a_look_alike_breaks_nobodys_conversations_and_invitations(cluster):
    ali, _with_a_dotless_i, bob = cluster.make_people("ali", "alı", "bob")
    cellar = cluster.make_room("Cellar", bob, kind="closed")
    site, members = Site(cluster.east.url), f"/chat/{cellar['slug']}/members/"

    page = await asyncio.to_thread(site.page, f"/direct/{ali['username']}/", bob["key"])
    assert page.first(id=f"user-{ali['pk']}-here")
    await asyncio.to_thread(site.submit, members, bob["key"], f"username={ali['username']}")
    assert await asyncio.to_thread(site.page, f"/chat/{cellar['slug']}/", ali["key"])
