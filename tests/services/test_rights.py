"""What is ended at one process of the site is over at the other."""

import asyncio

from websockets.asyncio.client import connect

from rooms.delivery.hub import NOT_A_MEMBER, SIGNED_OUT
from rooms.replay.site import Site
from tests import errands
from tests.services.pages import pages


async def test_signing_out_at_one_server_closes_the_pages_of_that_session_at_the_other(cluster):
    (alice,) = cluster.make_people("alice")
    lounge = cluster.make_room("Lounge", alice)
    elsewhere = alice | {"key": cluster.clerk.do(errands.make_session, alice["pk"])}
    async with pages((cluster.west, alice, lounge), (cluster.west, elsewhere, lounge)) as (page, other):
        await asyncio.to_thread(Site(cluster.east.url).submit, "/accounts/logout/", alice["key"])

        await page.sees(lambda: page.closed_with == SIGNED_OUT, "the page is closed")
        await other.post("still here")


async def test_removal_from_a_closed_room_at_one_server_cuts_the_page_at_the_other(cluster):
    alice, bob, carol = cluster.make_people("alice", "bob", "carol")
    cellar = cluster.make_room("Cellar", alice, bob, carol, kind="closed")
    dismissal = f"/chat/{cellar['slug']}/members/{bob['pk']}/dismiss/"
    async with pages((cluster.west, bob, cellar), (cluster.west, carol, cellar)) as (bobs, carols):
        await asyncio.to_thread(Site(cluster.east.url).submit, dismissal, alice["key"])

        await bobs.sees(lambda: bobs.closed_with == NOT_A_MEMBER, "the page is closed")
        await carols.post("he is gone")
        assert "he is gone" not in bobs.texts


async def test_a_cookie_that_can_be_no_session_is_nobody(cluster):
    """PostgreSQL refuses a NUL: with those who come at the same moment it would spoil their question too."""
    address = cluster.east.url.replace("http", "ws") + "/ws/chat/"
    strange = {"Cookie": r'parley="nobody\000"'}
    async with connect(address, origin=cluster.east.url, additional_headers=strange) as socket:
        await socket.wait_closed()
        assert socket.close_code == SIGNED_OUT
