import json

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.core.cache import caches

from rooms import fragments
from rooms.models import Membership, Message, Room
from site_config.asgi import application
from tests.sockets import connect, message_ids, open_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hub_of_its_own")]


async def only_message() -> Message:
    return await Message.objects.select_related("author", "room").aget()


async def test_a_post_reaches_everyone_in_the_room(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await alices.post(lounge, "hello")
        seen = await bobs.until("hello")
        await alices.until("hello")

    assert fragments.message(await only_message()) in seen


async def test_what_was_typed_is_escaped(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await alices.post(lounge, "<script>alert(1)</script>")
        seen = await bobs.until("alert(1)")

    assert "&lt;script&gt;" in seen
    assert "<script" not in seen


async def test_a_post_sent_twice_is_stored_once_and_answered_twice(lounge, alice):
    async with open_room(lounge, alice) as (page,):
        await page.post(lounge, "once", nonce="0123456789abcdef")
        first = await page.until("once")
        await page.post(lounge, "once", nonce="0123456789abcdef")
        second = await page.until("once")

    message = await only_message()
    assert message_ids(first) == message_ids(second) == [message.pk]


async def test_a_post_is_answered_again_by_a_server_that_never_rendered_it(lounge, alice, bob):
    said = await sync_to_async(lounge.post)(alice, "once", "0123456789abcdef")
    await sync_to_async(said.react)(bob, "👍")
    async with open_room(lounge, alice) as (page,):
        caches["fragments"].clear()
        await page.post(lounge, "once", nonce="0123456789abcdef")
        answer = await page.until("delete:#pending-0123456789abcdef")

    assert message_ids(answer) == [said.pk]
    assert "👍" in answer


async def test_an_empty_post_is_refused_beside_its_text(lounge, alice):
    async with open_room(lounge, alice) as (page,):
        await page.post(lounge, "  \n ", nonce="0123456789abcdef")
        answer = await page.until("refusal-0123456789abcdef")

    assert "Write something first." in answer
    assert not await Message.objects.aexists()


async def test_a_post_that_is_too_long_is_refused(lounge, alice, settings):
    async with open_room(lounge, alice) as (page,):
        await page.post(lounge, "x" * (settings.MESSAGE_LENGTH + 2), nonce="0123456789abcdef")
        answer = await page.until("refusal-0123456789abcdef")

    assert "2 characters too long" in answer


async def test_a_refusal_is_in_the_language_that_the_person_chose(lounge, alice):
    alice.language = "de"
    await alice.asave()
    page = await connect(alice, language="fr")
    await page.post(lounge, " ", nonce="0123456789abcdef")
    assert "Schreib zuerst etwas." in await page.until("refusal-")
    await page.close()


async def test_without_a_choice_a_refusal_is_in_the_language_of_the_browser(lounge, alice):
    page = await connect(alice, language="tlh, ar;q=0.9, fr;q=0.8")
    await page.post(lounge, " ", nonce="0123456789abcdef")
    assert "اكتب شيئًا أولًا." in await page.until("refusal-")
    await page.close()


async def test_an_outsider_of_a_closed_room_is_shown_out(cellar, carol):
    page = await connect(carol, f"/ws/chat/{cellar.slug}/")
    assert await page.closed_with() == 4404


async def test_an_outsider_cannot_ask_for_a_closed_room_from_another_page(cellar, carol):
    page = await connect(carol)
    await page.send(verb="hello", log=f"{cellar.pk}:0")
    assert await page.closed_with() == 4403


async def test_an_outsider_cannot_post_into_a_closed_room(cellar, carol):
    page = await connect(carol)
    await page.post(cellar, "let me in", nonce="0123456789abcdef")
    answer = await page.until("refusal-")
    assert "not a member" in answer
    assert not await Message.objects.aexists()
    await page.close()


async def test_somebody_who_looks_into_an_open_room_reads_but_does_not_post(lounge, carol, alice):
    async with open_room(lounge, carol, alice) as (carols, alices):
        await alices.post(lounge, "come in")
        await carols.until("come in")
        await carols.post(lounge, "thanks", nonce="0123456789abcdef")
        assert "not a member" in await carols.until("refusal-")


async def test_anonymous_people_are_shown_out():
    page = await connect(None, "/ws/chat/lounge/")
    assert await page.closed_with() == 4401


async def test_a_page_of_another_site_is_refused(lounge, alice):
    communicator = WebsocketCommunicator(
        application, "/ws/chat/", headers=[(b"origin", b"http://evil.example"), (b"host", b"127.0.0.1")]
    )
    connected, _code = await communicator.connect()
    assert not connected


async def test_an_address_that_is_none_is_refused_without_a_traceback():
    communicator = WebsocketCommunicator(
        application, "/ws/nothing/", headers=[(b"origin", b"http://127.0.0.1"), (b"host", b"127.0.0.1")]
    )
    connected, _code = await communicator.connect()
    assert not connected


async def test_the_plain_protocol_of_the_channels_tutorial_works_in_the_room_of_the_address(
    lounge, alice, bob
):
    async with open_room(lounge, bob) as (bobs,):
        plain = await connect(alice, f"/ws/chat/{lounge.slug}/")
        await plain.send(message="hello from the tutorial")
        await plain.until("hello from the tutorial")
        await bobs.until("hello from the tutorial")
        await plain.close()


async def test_a_plain_client_that_only_listens_hears_the_room_of_its_address(
    lounge, alice, bob, monkeypatch
):
    monkeypatch.setattr("rooms.consumers.HELLO_PATIENCE", 0.05)
    async with open_room(lounge, alice) as (alices,):
        listener = await connect(bob, f"/ws/chat/{lounge.slug}/")
        await listener.until(f"log:#room-{lounge.pk}-log")
        await alices.post(lounge, "anybody there?")
        await listener.until("anybody there?")
        await listener.close()


async def test_a_page_that_announces_its_hello_hears_nothing_before_it(lounge, alice, bob, monkeypatch):
    """Else its cursor would move past what it lacks, and with the next lost line that were lost for good."""
    monkeypatch.setattr("rooms.consumers.HELLO_PATIENCE", 0)
    async with open_room(lounge, alice) as (alices,):
        await alices.post(lounge, "while the page was away")
        await alices.until("while the page was away")
        page = await connect(bob, f"/ws/chat/{lounge.slug}/?hello")
        assert await page.hears_nothing()
        assert "while the page was away" in await page.hello(f"{lounge.pk}:0")
        await page.close()


async def test_pages_of_rooms_announce_their_hello(lounge, alice, client):
    await sync_to_async(client.force_login)(alice)
    shown = await sync_to_async(client.get)(lounge.get_absolute_url())
    assert f'ws-connect="/ws/chat/{lounge.slug}/?hello"' in shown.content.decode()


@pytest.mark.parametrize(
    "garbage",
    [
        "nonsense",
        "[]",
        "7",
        "null",
        "{",
        '{"verb": "drop"}',
        '{"verb": "__init__"}',
        '{"verb": ["post"]}',
        "[" * 5000,
    ],
)
async def test_garbage_is_answered_and_the_socket_lives_on(lounge, alice, garbage):
    async with open_room(lounge, alice) as (page,):
        await page.communicator.send_to(text_data=garbage)
        await page.until("#notice")
        await page.post(lounge, "still here")
        await page.until("still here")


@pytest.mark.parametrize(
    ("frame", "answer"),
    [
        ({"verb": "hello", "log": ["x:y"]}, 'id="notice"'),
        ({"verb": "hello", "log": {"a": 1}}, 'id="notice"'),
        ({"verb": "hello", "log": [f"{n}:0" for n in range(40)]}, 'id="notice"'),
        ({"verb": "post", "room": "1 OR 1", "body": "x", "nonce": "<b>"}, 'id="notice"'),
        ({"verb": "post", "room": None, "body": {"a": []}, "nonce": 7}, "#refusal-7"),
    ],
)
async def test_damaged_frames_are_answered_and_the_socket_lives_on(lounge, alice, frame, answer):
    async with open_room(lounge, alice) as (page,):
        await page.communicator.send_to(text_data=json.dumps(frame))
        await page.until(answer)
        await page.post(lounge, "still here")
        await page.until("still here")


async def test_a_page_that_returns_gets_what_it_missed_once_and_in_order(lounge, alice, bob):
    said = [await sync_to_async(lounge.post)(alice, f"number {n}") for n in range(5)]
    page = await connect(bob)
    caught_up = await page.hello(f"{lounge.pk}:{said[1].seq}")
    assert message_ids(caught_up) == [message.pk for message in said[2:]]
    assert f'data-cursor="{said[-1].seq}"' in caught_up
    await page.close()


async def test_a_page_that_missed_too_much_begins_anew_and_is_told(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.loader.PAGE", 5)
    said = [await sync_to_async(lounge.post)(alice, f"number {n}") for n in range(8)]
    page = await connect(bob)
    caught_up = await page.hello(f"{lounge.pk}:{said[0].seq}")
    assert "innerHTML:#room" in caught_up
    assert "7 messages came while you were away" in caught_up
    assert message_ids(caught_up) == [message.pk for message in said]
    await page.close()


@pytest.mark.parametrize("page_length", [8, 7])
async def test_a_page_that_begins_anew_leads_to_older_messages_only_where_there_are_some(
    lounge, alice, bob, monkeypatch, settings, page_length
):
    monkeypatch.setattr("rooms.loader.PAGE", 5)
    settings.MESSAGES_PER_PAGE = page_length
    said = [await sync_to_async(lounge.post)(alice, f"number {n}") for n in range(8)]
    page = await connect(bob)
    caught_up = await page.hello(f"{lounge.pk}:0")
    assert message_ids(caught_up) == [message.pk for message in said[-page_length:]]
    assert (f'id="room-{lounge.pk}-older"' in caught_up) == (page_length < len(said))
    await page.close()


async def test_a_removed_member_goes_dark_at_once(cellar, alice, bob):
    async with open_room(cellar, alice, bob) as (_alices, bobs):
        await sync_to_async(cellar.dismiss)(bob)
        assert await bobs.closed_with() == 4403


async def test_typing_is_shown_to_the_others(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await alices.send(verb="typing", room=lounge.pk)
        assert "Alice" in await bobs.until(f"room-{lounge.pk}-typist-{alice.pk}")


async def test_a_message_elsewhere_shows_as_a_badge_and_reading_it_on_one_page_clears_it_on_the_others(
    lounge, alice, bob
):
    elsewhere, reading = await connect(bob), await connect(bob)
    async with open_room(lounge, alice) as (alices,):
        await alices.post(lounge, "psst")
        badge = await elsewhere.until(f'id="room-{lounge.pk}-row"')
        assert '<b class="badge">1</b>' in badge
        await reading.hello(f"{lounge.pk}:0")
        await reading.send(verb="read", room=lounge.pk, seq=(await only_message()).seq)
        assert "badge" not in await elsewhere.until(f'id="room-{lounge.pk}-row"')
    await elsewhere.close()
    await reading.close()


async def test_a_page_that_says_too_late_what_it_read_does_not_undo_that_it_was_taken_for_unread(
    lounge, alice, bob
):
    elsewhere = await connect(bob)
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await alices.post(lounge, "psst")
        await bobs.until("psst")
        message = await only_message()
        membership = await Membership.objects.select_related("room").aget(room=lounge, user=bob)
        await sync_to_async(membership.unread_from)(message)
        assert '<b class="badge">1</b>' in await elsewhere.until(f'id="room-{lounge.pk}-row"')
        await bobs.send(verb="read", room=lounge.pk, seq=message.seq)
        await alices.post(lounge, "and another")
        assert '<b class="badge">2</b>' in await elsewhere.until(f'id="room-{lounge.pk}-row"')
        await bobs.send(verb="read", room=lounge.pk, seq=message.seq + 1)
        assert "badge" not in await elsewhere.until(f'id="room-{lounge.pk}-row"')
    await elsewhere.close()


async def test_whichever_pages_come_and_turn_away_those_that_show_something_else_get_the_badge(
    lounge, alice, bob
):
    early = await connect(bob)
    async with open_room(lounge, alice, bob) as (alices, bobs):
        for n, text in enumerate(("one", "two"), 1):
            await alices.post(lounge, text)
            await early.until(f'<b class="badge">{n}</b>')
        later = await connect(bob)
        await alices.post(lounge, "three")
        await later.until('<b class="badge">3</b>')
        await bobs.hello()
        await bobs.until('<b class="badge">3</b>')
        await alices.post(lounge, "four")
        await bobs.until('<b class="badge">4</b>')
        await later.close()
    await early.close()


async def test_ones_own_message_is_not_unread_on_ones_other_page(lounge, alice, bob):
    other = await connect(alice)
    async with open_room(lounge, alice, bob) as (alices, _bobs):
        await alices.post(lounge, "mine")
        assert "badge" not in await other.until(f'id="room-{lounge.pk}-row"')
    await other.close()


async def test_a_direct_message_reaches_both_and_nobody_else(lounge, alice, bob, carol):
    direct = await sync_to_async(Room.objects.direct_between)(alice, bob)
    carols = await connect(carol)
    async with open_room(direct, alice, bob) as (alices, bobs):
        await alices.post(direct, "between us")
        await bobs.until("between us")
    assert await carols.hears_nothing()
    await carols.close()


async def test_a_first_direct_message_brings_the_conversation_into_both_lists(alice, bob):
    direct = await sync_to_async(Room.objects.direct_between)(alice, bob)
    bobs = await connect(bob)
    async with open_room(direct, alice) as (alices,):
        await alices.post(direct, "hello")
        assert "Bob" in await alices.until(f'id="room-{direct.pk}-row"')
        assert "Alice" in await bobs.until(f'id="room-{direct.pk}-row"')
    await bobs.close()


async def test_an_archived_room_leaves_the_lists_and_returns_when_it_is_restored(lounge, bob):
    page = await connect(bob)
    await page.hello()
    await sync_to_async(lounge.archive)()
    await page.until(f"delete:#room-{lounge.pk}-row")
    await sync_to_async(lounge.restore)()
    await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


async def test_the_more_pages_there_are_the_slower_they_are_to_return(lounge, alice, bob, settings):
    async with open_room(lounge, alice) as (page,):
        assert 'data-pause="500"' in await page.hello(f"{lounge.pk}:0")

        settings.RETURN_RATE = 0.5
        async with open_room(lounge, alice, bob):
            assert 'data-pause="6000"' in await page.hello(f"{lounge.pk}:0")

        assert 'data-pause="2000"' in await page.hello(f"{lounge.pk}:0")
