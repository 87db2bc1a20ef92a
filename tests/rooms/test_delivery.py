"""Each change once and in order, on every page, whatever bells were missed."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from rooms import delivery
from rooms.delivery import events
from rooms.loader import Loader
from rooms.models import Presence, Room, Server
from tests.sockets import connect, message_ids, open_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hub_of_its_own")]


@sync_to_async
def written_elsewhere(room, author, body):
    """Store a message as a process would whose bell nobody heard."""
    room.refresh_from_db()
    room.clock, room.posts = room.clock + 1, room.posts + 1
    room.save(update_fields=["clock", "posts"])
    return room.messages.create(
        author=author,
        seq=room.clock,
        stamp=room.clock,
        number=room.posts,
        body=body,
        posted_at=timezone.now(),
    )


async def test_a_missed_bell_is_made_good_by_the_next_one(lounge, alice, bob):
    async with open_room(lounge, bob) as (page,):
        missed = await written_elsewhere(lounge, alice, "unheard")
        heard = await sync_to_async(lounge.post)(alice, "heard")
        seen = await page.until("heard</p>")
        if message_ids(seen)[-1] != heard.pk:
            seen += await page.until(f"message-{heard.pk}")
    assert message_ids(seen) == [missed.pk, heard.pk]


async def test_without_any_bell_the_safety_net_delivers(lounge, alice, bob, settings):
    settings.SAFETY_NET_PERIOD = 0.1
    async with open_room(lounge, bob) as (page,):
        missed = await written_elsewhere(lounge, alice, "unheard")
        assert message_ids(await page.until("unheard")) == [missed.pk]


async def test_without_any_bell_the_safety_net_brings_badges(lounge, alice, bob, settings):
    settings.SAFETY_NET_PERIOD = 0.1
    page = await connect(bob)
    await page.hello()
    await written_elsewhere(lounge, alice, "unheard")
    assert '<b class="badge">1</b>' in await page.until(f"room-{lounge.pk}-row")
    await page.close()


async def test_a_badge_comes_though_the_thorough_look_knew_of_the_message_first(lounge, alice, bob):
    page = await connect(bob)
    await page.hello()
    await written_elsewhere(lounge, alice, "unheard")
    hub = delivery.running_hub()
    await hub.people.refresh()
    await hub.safety_net.look()
    assert '<b class="badge">1</b>' in await page.until(f"room-{lounge.pk}-row")
    await page.close()


async def test_two_commits_heard_in_the_wrong_order_are_delivered_in_the_right_one(lounge, alice, bob):
    async with open_room(lounge, bob) as (page,):
        hub = delivery.running_hub()
        last = hub.feeds.get(lounge.pk).last
        for stamp in (last + 2, last + 1):
            hub.receive(events.RoomChanged(lounge.pk, stamp, f"<i>{stamp}</i>", posts=0))
        assert await page.communicator.receive_from() == f"<i>{last + 1}</i>"
        assert await page.communicator.receive_from() == f"<i>{last + 2}</i>"


async def test_a_change_heard_twice_is_delivered_once(lounge, bob):
    async with open_room(lounge, bob) as (page,):
        hub = delivery.running_hub()
        stamp = hub.feeds.get(lounge.pk).last + 1
        for _n in range(2):
            hub.receive(events.RoomChanged(lounge.pk, stamp, "<i>once</i>", posts=0))
        hub.receive(events.RoomHint(lounge.pk, "<i>then</i>"))
        assert await page.communicator.receive_from() == "<i>once</i>"
        assert await page.communicator.receive_from() == "<i>then</i>"


async def test_many_who_post_at_once_are_seen_in_one_order_by_all(lounge, alice, bob):
    async with open_room(lounge, alice, bob, alice, bob) as pages:
        await asyncio.gather(
            *(page.post(lounge, f"{n}-{turn}") for turn in range(10) for n, page in enumerate(pages))
        )
        said = {f">{n}-{turn}</p>" for n in range(4) for turn in range(10)}
        logs = []
        for page in pages:
            seen = ""
            while not all(body in seen for body in said):
                seen += await page.until("<li")
            logs.append(message_ids(seen))
    stored = [pk async for pk in lounge.messages.order_by("seq").values_list("pk", flat=True)]
    assert all(log == stored for log in logs)


async def test_catching_up_and_going_live_leave_nothing_between_them(lounge, alice, bob):
    """Post all the while as a page arrives: it gets everything, once it has applied each id."""
    done = asyncio.Event()
    posted = []

    async def keep_posting():
        while not done.is_set():
            posted.append((await sync_to_async(lounge.post)(alice, "hello")).pk)
            await asyncio.sleep(0)

    posting = asyncio.create_task(keep_posting())
    page = await connect(bob)
    seen = await page.hello(f"{lounge.pk}:0")
    while len(posted) < 30:
        await asyncio.sleep(0)
    done.set()
    await posting
    while message_ids(seen)[-1] != posted[-1]:
        seen += await page.until("<li")
    assert list(dict.fromkeys(message_ids(seen))) == posted
    await page.close()


async def test_a_rename_reaches_open_pages_and_those_that_return(lounge, alice, bob):
    async with open_room(lounge, bob) as (page,):
        cursor = lounge.clock
        await sync_to_async(lounge.revise)("Salon", "tea")
        assert "Salon" in await page.until(f"upsert:#room-{lounge.pk}-heading")
    late = await connect(bob)
    assert "Salon" in await late.hello(f"{lounge.pk}:{cursor}")
    await late.close()


async def test_a_page_that_lost_what_it_was_sent_gets_it_again_by_its_next_hello(lounge, alice, bob):
    async with open_room(lounge, bob) as (page,):
        before = lounge.clock
        message = await sync_to_async(lounge.post)(alice, "lost on the way")
        await page.until("lost on the way")
        await page.hello(f"{lounge.pk}:{before}")  # as if the frame had not been applied: noted
        again = await page.hello(f"{lounge.pk}:{before}")
        assert message_ids(again) == [message.pk]


async def test_every_page_hears_the_pulse(lounge, alice, carol, monkeypatch):
    monkeypatch.setattr("rooms.delivery.pulse.LATELY", 0)
    async with open_room(lounge, alice) as (alices,):
        elsewhere = await connect(carol)
        await elsewhere.hello()
        await delivery.running_hub().pulse.beat()
        for page in (alices, elsewhere):
            heard = ""
            while heard != " ":
                heard = await page.communicator.receive_from(timeout=5)
        await elsewhere.close()


async def test_who_just_got_a_message_needs_no_pulse(lounge, alice, carol):
    async with open_room(lounge, alice) as (alices,):
        elsewhere = await connect(carol)
        await elsewhere.hello()
        await alices.post(lounge, "hello")
        await alices.until("hello")
        await delivery.running_hub().pulse.beat()
        heard = []
        while not await alices.hears_nothing():
            heard.append(await alices.communicator.receive_from())
        assert " " not in heard
        await elsewhere.close()


async def test_an_archived_room_does_not_come_back_into_the_lists(lounge, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    page = await connect(bob)
    await page.hello()
    await sync_to_async(lounge.archive)()
    await page.until(f"delete:#room-{lounge.pk}-row")
    assert await page.hears_nothing()
    await page.close()


# Presence


async def test_people_are_listed_once_however_many_pages_they_have(lounge, alice, bob, settings):
    settings.PRESENCE_GRACE = 0.1
    async with open_room(lounge, alice) as (page,):
        second, third = [await connect(bob) for _n in range(2)]
        await second.hello(f"{lounge.pk}:0")
        await third.hello(f"{lounge.pk}:0")
        listed = await page.until(f"room-{lounge.pk}-person-{bob.pk}")
        assert listed.count(f'id="room-{lounge.pk}-person-{bob.pk}"') == 1
        await second.close()
        assert await Presence.objects.filter(room=lounge, user=bob).aexists()
        await third.close()
        gone = await page.until(f"list:#room-{lounge.pk}-people")
        assert "Bob" not in gone.split("list:#")[-1]


async def test_in_a_crowd_an_arrival_changes_the_number_alone(lounge, alice, bob, carol, monkeypatch):
    monkeypatch.setattr("rooms.models.presence.SHOWN", 2)
    lounge_people, lounge_count = f"#room-{lounge.pk}-people", f"upsert:#room-{lounge.pk}-count"
    async with open_room(lounge, alice, bob) as (alices, _bobs):
        await alices.until("Bob")
        await sync_to_async(lounge.admit)(carol)
        async with open_room(lounge, carol):
            told = await alices.until(lounge_count)
    assert lounge_people not in told


async def test_other_processes_hear_of_who_came_even_where_pages_here_show_it_already(
    lounge, alice, bob, monkeypatch
):
    """The page of whoever came may read who is here between the writing and the telling."""
    rung = asyncio.Queue()
    async with open_room(lounge, alice) as (page,):
        await page.until(f"room-{lounge.pk}-person-{alice.pk}")
        hub = delivery.running_hub()
        await sync_to_async(Server.objects.note)(hub.key, {(lounge.pk, bob.pk)}, set())
        hub.feeds.get(lounge.pk).people = await hub.loader.people(lounge.pk)
        monkeypatch.setattr(hub.bells, "ring", rung.put_nowait)
        hub.presence.arrive(lounge.pk, bob.pk)
        async with asyncio.timeout(5):
            while not isinstance(event := await rung.get(), events.PeopleChanged):
                pass
        assert "Bob" in "".join(event.frames)


async def test_a_reload_is_no_departure(lounge, alice, bob, settings):
    settings.PRESENCE_GRACE = 5
    async with open_room(lounge, alice) as (page,):
        first = await connect(bob)
        await first.hello(f"{lounge.pk}:0")
        await page.until(f"room-{lounge.pk}-person-{bob.pk}")
        await first.close()
        second = await connect(bob)
        await second.hello(f"{lounge.pk}:0")
        await sync_to_async(lounge.post)(alice, "said later")
        assert "list:#" not in await page.until("said later")
        await second.close()


async def test_who_was_here_by_a_dead_process_goes_within_the_lease(lounge, alice, bob, settings):
    settings.PRESENCE_BEAT = 0.1
    dead = await Server.objects.acreate(key="dead")
    await Presence.objects.acreate(server=dead, room=lounge, user=bob)
    async with open_room(lounge, alice) as (page,):
        assert "Bob" in await page.until("list:#")
        await Server.objects.filter(key="dead").aupdate(beat_at="2020-01-01T00:00Z")
        assert "Bob" not in await page.until("list:#")
    assert not await Server.objects.filter(key="dead").aexists()


async def test_a_process_that_others_took_for_dead_comes_back(lounge, alice, bob, settings):
    settings.PRESENCE_BEAT = 0.1
    async with open_room(lounge, alice, bob) as (page, _bobs):
        while "Bob" not in await page.until("list:#"):
            pass
        await Server.objects.all().adelete()
        async with asyncio.timeout(5):
            while await Presence.objects.filter(room=lounge).acount() < 2:
                await asyncio.sleep(0.02)


async def test_a_direct_conversation_shows_whether_the_other_is_on_the_site(alice, bob, settings):
    settings.PRESENCE_GRACE = 0.1
    direct = await sync_to_async(Room.objects.direct_between)(alice, bob)
    page = await connect(alice)
    assert 'data-here="no"' in await page.hello(f"{direct.pk}:0")
    bobs = await connect(bob)
    await page.until('data-here="yes"')
    await bobs.close()
    await page.until('data-here="no"')
    await page.close()


# The end of a right


async def test_signing_out_closes_the_pages_of_that_session_alone(lounge, alice):
    from rooms import broadcasts

    async with open_room(lounge, alice, alice) as _pages:
        key = next(s.session.key for s in delivery.running_hub().people.get(alice.pk).sockets)
        sockets = delivery.running_hub().people.get(alice.pk).sockets
        ending = {s.session.key: s for s in sockets}
        await sync_to_async(broadcasts.session_ended)(alice.pk, key)
        assert not ending.pop(key).open
        assert all(socket.open for socket in ending.values())


async def test_a_deleted_room_closes_its_pages_and_leaves_the_lists(cellar, bob):
    elsewhere, row = await connect(bob), f"delete:#room-{cellar.pk}-row"
    await elsewhere.hello()
    async with open_room(cellar, bob) as (page,):
        await sync_to_async(cellar.end)()
        assert await page.closed_with() in (4403, 4404)
    await elsewhere.until(row)
    await elsewhere.close()


async def test_a_page_that_returns_is_told_who_left_while_it_was_away(lounge, alice, bob, carol, settings):
    settings.PRESENCE_GRACE = 5
    async with open_room(lounge, alice, bob) as (_alices, bobs):
        while "Alice" not in await bobs.until("list:#"):
            pass
        returned = await connect(bob)
        assert "Alice" in await returned.hello(f"{lounge.pk}:0")
        await returned.close()


async def test_a_verb_that_failed_is_answered_and_the_page_lives_on(lounge, alice, monkeypatch):
    async with open_room(lounge, alice) as (page,):
        monkeypatch.setattr("rooms.models.Membership.read_through", lambda *_args: 1 / 0)
        await page.send(verb="read", room=lounge.pk, seq=1)
        await page.until("Something went wrong")
        await page.post(lounge, "still here")
        await page.until("still here")


async def test_a_page_whose_hello_failed_leaves_nothing_behind(lounge, alice, monkeypatch):
    page = await connect(alice)
    monkeypatch.setattr(Loader, "access", lambda *_args: 1 / 0)
    await page.send(verb="hello", log=f"{lounge.pk}:0")
    with pytest.raises(ZeroDivisionError):
        await page.closed_with()
    hub = delivery.running_hub()
    assert not hub.people
    assert not hub.feeds


async def test_numbers_that_are_none_are_no_trouble(lounge, alice):
    async with open_room(lounge, alice) as (page,):
        await page.communicator.send_to(text_data='{"verb": "read", "room": Infinity, "seq": NaN}')
        await page.post(lounge, "still here")
        await page.until("still here")


async def test_who_is_signed_out_without_a_bell_is_shown_out_by_the_safety_net(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as (alices, bobs):
        await sync_to_async(type(alice).objects.filter(pk=alice.pk).update)(is_active=False)
        await delivery.running_hub().safety_net.look(thoroughly=True)
        assert await alices.closed_with() == 4401
        await bobs.post(lounge, "still here")
        await bobs.until("still here")


async def test_a_page_that_asks_for_a_room_just_deleted_is_told_so(cellar, alice, bob):
    async with open_room(cellar, bob) as (page,):
        await sync_to_async(cellar.post)(alice, "hello")
        await page.until("hello")
        await page.hello(f"{cellar.pk}:{cellar.clock}")
        await sync_to_async(Room.objects.filter(pk=cellar.pk).delete)()
        await page.send(verb="hello", log=f"{cellar.pk}:1")
        assert await page.closed_with() == 4404


async def test_a_page_goes_live_in_a_room_that_never_rests(lounge, alice, bob, monkeypatch):
    """Somebody posts during each read of the database: the page goes live all the same."""

    async def read_while_somebody_posts(*args):
        changes = await read(*args)
        await sync_to_async(lounge.post)(alice, "again")
        return changes

    async with open_room(lounge, alice) as (alices,):
        loader = delivery.running_hub().loader
        read = loader.catch_up
        monkeypatch.setattr(loader, "catch_up", read_while_somebody_posts)
        page = await connect(bob)
        seen = await page.hello(f"{lounge.pk}:0")
        await alices.post(lounge, "the end")
        seen += await page.until("the end")
        stored = [pk async for pk in lounge.messages.order_by("seq").values_list("pk", flat=True)]
        assert list(dict.fromkeys(message_ids(seen))) == stored
        await page.close()


async def test_a_membership_heard_while_standings_are_read_is_not_forgotten(cellar, carol, monkeypatch):
    page = await connect(carol)
    await page.hello()
    hub = delivery.running_hub()
    read = hub.loader.standings

    async def read_and_then_join(people):
        standings = await read(people)
        await sync_to_async(cellar.admit)(carol)
        await asyncio.sleep(0)
        return standings

    monkeypatch.setattr(hub.loader, "standings", read_and_then_join)
    await hub.people.refresh()
    assert cellar.pk in hub.people.get(carol.pk).read
    await page.close()
