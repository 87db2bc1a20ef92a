"""A conversation under a message: a room of its own, to which the message's room is the gate."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rooms import fragments
from rooms.models import Membership, Message, Room
from rooms.models.posting import NotAMember, RoomIsArchived
from tests.sockets import connect, open_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(lounge, alice):
    return lounge.post(alice, "When does the **ferry** leave?")


@pytest.fixture
def thread(asked, bob):
    return Room.objects.thread_under(asked, bob)


def begin(client, message, **headers):
    return client.post(reverse("thread", args=[message.room.slug, message.pk]), headers=headers)


def page_of(client, room) -> str:
    return client.get(room.get_absolute_url()).content.decode()


def test_a_thread_is_begun_once_and_opens_as_a_page(client, asked, bob):
    client.force_login(bob)
    answer = begin(client, asked)
    assert answer.url == f"/chat/thread:{asked.pk}/"
    assert begin(client, asked).url == answer.url
    page = client.get(answer.url).content.decode()
    assert "When does the ferry leave?</span>" in page
    assert 'class="composer"' in page


def test_a_page_with_scripts_gets_a_panel(client, asked, bob):
    client.force_login(bob)
    panel = begin(client, asked, hx_request="true").content.decode()
    thread = Room.objects.get(parent=asked)
    assert f'id="room-{thread.pk}-panel"' in panel
    assert 'hx-swap-oob="close:#actions"' in panel
    again = client.get(thread.get_absolute_url(), headers={"hx-request": "true"}).content.decode()
    assert f'id="room-{thread.pk}-panel"' in again


def test_the_message_says_how_much_was_said_under_it(thread, asked, bob, lounge):
    assert "thread__posts" not in fragments.message(asked)
    last = [thread.post(bob, body) for body in ("at seven", "or eight")][-1]
    asked.refresh_from_db()
    assert (asked.thread_posts, asked.thread_posted_at) == (2, last.posted_at)
    shown = fragments.message(asked)
    assert f'class="thread" href="{thread.get_absolute_url()}"' in shown
    assert '<b class="thread__posts">2</b>' in shown
    lounge.refresh_from_db()
    assert lounge.posts == 1


def test_whoever_writes_follows_and_so_does_whoever_is_answered(client, thread, lounge, alice, bob):
    thread.post(bob, "at seven")
    assert set(thread.memberships.values_list("user", flat=True)) == {alice.pk, bob.pk}
    client.force_login(alice)
    assert f'id="room-{thread.pk}-row"' in page_of(client, lounge)
    client.force_login(bob)
    assert f'id="room-{thread.pk}-row"' not in page_of(client, lounge)


def test_following_and_no_longer(client, thread, lounge, alice, bob):
    client.force_login(bob)
    assert client.post(reverse("follow", args=[thread.slug])).url == thread.get_absolute_url()
    thread.post(alice, "well?")
    assert f'id="room-{thread.pk}-row"' in page_of(client, lounge)
    button = client.post(reverse("unfollow", args=[thread.slug]), headers={"hx-request": "true"})
    assert f'action="{reverse("follow", args=[thread.slug])}"' in button.content.decode()
    assert f'id="room-{thread.pk}-row"' not in page_of(client, lounge)


def test_threads_stand_in_no_list_of_rooms(client, thread, lounge, alice, bob):
    thread.post(bob, "at seven")
    client.force_login(alice)
    assert "thread:" not in client.get(reverse("rooms")).content.decode().partition('id="main"')[2]
    assert client.get(reverse("home")).url == lounge.get_absolute_url()
    row = page_of(client, lounge).partition('id="threads"')[2]
    assert "When does the ferry leave?" in row


def test_a_thread_is_no_room_to_join_rename_or_end(client, thread, alice):
    client.force_login(alice)
    for name in ("join-room", "leave-room", "members"):
        assert client.post(reverse(name, args=[thread.slug])).status_code == 404
    for name in ("edit-room", "archive-room", "end-room"):
        assert client.post(reverse(name, args=[thread.slug])).status_code == 403
    assert begin(client, thread.post(alice, "nested?")).status_code == 403


def test_outsiders_find_no_thread_of_a_closed_room(client, cellar, bob, carol):
    thread = Room.objects.thread_under(cellar.post(bob, "hidden"), bob)
    thread.post(bob, "more")
    client.force_login(carol)
    assert client.get(thread.get_absolute_url()).status_code == 404
    assert client.post(reverse("follow", args=[thread.slug])).status_code == 404
    with pytest.raises(NotAMember):
        thread.post(carol, "let me in")
    cellar.admit(carol)
    assert client.get(thread.get_absolute_url()).status_code == 200
    thread.post(carol, "thanks")


def test_a_visitor_of_an_open_room_reads_its_threads_and_may_join(client, thread, asked, carol):
    client.force_login(carol)
    page = page_of(client, thread)
    assert reverse("join-room", args=["lounge"]) in page
    assert 'class="composer"' not in page
    assert begin(client, asked).status_code == 403
    assert client.post(reverse("follow", args=[thread.slug])).status_code == 403
    with pytest.raises(NotAMember):
        thread.post(carol, "me too")


def test_whoever_is_dismissed_leaves_the_threads_too(client, cellar, alice, bob):
    thread = Room.objects.thread_under(cellar.post(alice, "psst"), alice)
    thread.post(bob, "yes?")
    cellar.dismiss(bob)
    assert not Membership.objects.filter(room=thread, user=bob).exists()
    with pytest.raises(NotAMember):
        thread.post(bob, "still here")
    client.force_login(bob)
    assert client.get(thread.get_absolute_url()).status_code == 404


def test_a_thread_is_archived_and_ends_with_its_home(client, thread, lounge, alice, bob):
    thread.post(bob, "at seven")
    lounge.archive()
    with pytest.raises(RoomIsArchived):
        thread.post(bob, "or eight")
    client.force_login(alice)
    assert "data-archived" in page_of(client, thread)
    lounge.restore()
    thread.post(bob, "or nine")
    lounge.end()
    assert not Room.objects.exists()
    assert not Message.objects.exists()


def test_what_was_taken_back_is_gone_from_above_its_thread(client, thread, asked, lounge, alice, bob):
    thread.post(bob, "at seven")
    client.force_login(alice)
    assert "ferry" in page_of(client, thread)
    asked.retract()
    assert "ferry" not in page_of(client, thread)
    assert "ferry" not in page_of(client, lounge)


def test_hosts_keep_order_in_threads(client, thread, alice, bob, carol):
    rude = thread.post(bob, "rude")
    client.force_login(alice)
    assert client.post(reverse("retract", args=[thread.slug, rude.pk])).status_code == 302
    rude.refresh_from_db()
    assert rude.retracted_at


def test_a_thread_between_two(client, alice, bob, carol):
    thread = Room.objects.thread_under(Room.objects.direct_between(alice, bob).post(bob, "psst"), bob)
    thread.post(alice, "yes?")
    client.force_login(bob)
    assert "yes?" in page_of(client, thread)
    client.force_login(carol)
    assert client.get(thread.get_absolute_url()).status_code == 404


def test_a_message_of_a_thread_has_a_place(client, thread, alice, bob):
    said = [thread.post(bob, f"message {n}") for n in range(1, 121)]
    client.force_login(alice)
    page = client.get(said[59].get_absolute_url()).content.decode()
    assert f'id="message-{said[59].pk}"' in page
    assert 'class="newer"' in page


def test_pages_with_replies_and_threads_cost_few_queries(client, lounge, thread, alice, bob):
    client.force_login(alice)
    page_of(client, lounge)
    for n in range(50):
        said = lounge.post(bob, f"message {n}", reply_to=thread.parent_id)
        Room.objects.thread_under(said, bob).post(alice, "well")
        thread.post(bob, f"answer {n}")
    fragments.forget()
    for room in (lounge, thread, thread):
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client, room)
        assert len(queries) <= 12
    assert page.count('<li id="message-') == 50


def test_commands_in_a_thread_are_those_of_its_room(client, thread, lounge, bob, carol):
    client.force_login(bob)
    address = reverse("messages", args=[thread.slug])
    client.post(address, {"body": "/me waves"})
    assert thread.messages.get().author == bob
    client.post(address, {"body": "/invite @carol"})
    assert lounge.memberships.filter(user=carol).exists()
    assert not thread.memberships.filter(user=carol).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_thread_is_live_and_its_chip_on_pages_of_the_room(lounge, thread, asked, alice, bob):
    async with open_room(lounge, alice) as (alices,), open_room(thread, bob) as (bobs,):
        await bobs.post(thread, "at seven", "abcdefgh1")
        assert "at seven" in await bobs.until("at seven")
        seen = ""
        while not ("thread__posts" in seen and "upsert:#threads" in seen):  # in whichever order
            seen += await alices.until("</li>")
        assert "at seven" not in seen
        assert f'name="unread" value="{thread.pk}:1"' in seen
    back = await connect(alice)
    assert 'class="thread__posts">1</b>' in await back.hello(f"{lounge.pk}:1")
    await back.send(verb="hello", log=[f"{thread.pk}:0"], unread=[f"{thread.pk}:1"])
    assert f"delete:#room-{thread.pk}-row" in await back.until(f"room-{thread.pk}-row")
    await back.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_pages_of_a_thread_go_dark_with_their_right_to_the_room(cellar, alice, bob):
    said = await sync_to_async(cellar.post)(alice, "psst")
    thread = await sync_to_async(Room.objects.thread_under)(said, alice)
    async with open_room(thread, alice, bob) as (alices, bobs):
        await sync_to_async(cellar.dismiss)(bob)
        assert await bobs.closed_with() == 4403
        await sync_to_async(cellar.end)()
        assert await alices.closed_with() == 4403


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_who_follows_no_more_goes_on_reading(thread, lounge, alice, bob):
    await sync_to_async(thread.follow)(bob)
    async with open_room(thread, bob) as (bobs,):
        await sync_to_async(thread.unfollow)(bob)
        await sync_to_async(thread.post)(alice, "still there?")
        await bobs.until("still there?")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_what_stands_above_a_thread_follows_its_message(thread, asked, alice, bob):
    async with open_room(thread, bob) as (bobs,):
        await sync_to_async(asked.retract)()
        seen = await bobs.until(f"upsert:#room-{thread.pk}-heading")
        assert "quote__gone" in seen
        assert "ferry" not in seen


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_outsiders_are_shown_no_thread(cellar, alice, carol):
    said = await sync_to_async(cellar.post)(alice, "psst")
    thread = await sync_to_async(Room.objects.thread_under)(said, alice)
    page = await connect(carol)
    await page.send(verb="hello", log=[f"{thread.pk}:0"])
    assert await page.closed_with() == 4403


def test_whoever_left_the_room_writes_in_its_threads_no_more_even_if_they_still_follow_one(
    cellar, alice, bob
):
    thread = Room.objects.thread_under(cellar.post(alice, "When?"), alice)
    cellar.dismiss(bob)
    # As if the follow had come in the same moment.
    thread.memberships.create(user=bob, read_number=0)
    with pytest.raises(NotAMember):
        thread.post(bob, "I am still here")
    assert not thread.messages.exists()
