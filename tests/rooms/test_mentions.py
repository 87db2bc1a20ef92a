"""Naming somebody in a message: who is told of it, and who is not."""

import re

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rooms import delivery
from rooms.models import Membership, Mention, Room
from rooms.models.posting import write
from tests.conftest import person
from tests.sockets import connect, open_room

pytestmark = pytest.mark.django_db


def mentioned_by(message) -> set:
    return set(message.mentions.values_list("user__username", flat=True))


def inbox(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("mentions")).content.decode()


@pytest.mark.parametrize(
    "body",
    [
        "@bob",
        "Hello @bob.",
        "(@Bob)",
        "_@bob_",
        "**@bob**",
        "@bob's",
        "@bob, @bob",
        "> @bob",
        "||@bob||",
        "@bob.",
    ],
)
def test_a_member_is_mentioned_by_username(lounge, alice, bob, body):
    said = lounge.post(alice, body)
    assert mentioned_by(said) == {"bob"}
    assert f'class="mention" data-user="{bob.pk}"' in said.html
    assert 'href="/people/bob/"' in said.html
    assert "@Bob</a>" in said.html


@pytest.mark.parametrize(
    "body",
    [
        "`@bob`",
        "```\n@bob\n```",
        "me@bob",
        "bob",
        "@bobby",
        "@ bob",
        "[@bob](https://example.org)",
        '<a class="mention" data-user="2">@</a>',
        "https://example.org/@bob",
    ],
)
def test_what_only_looks_like_it_mentions_nobody(lounge, alice, body):
    said = lounge.post(alice, body)
    assert mentioned_by(said) == set()
    assert not re.search(r"<(?:a|span)[^>]* data-user=", said.html)


def test_an_outsider_is_not_mentioned(lounge, alice, carol):
    said = lounge.post(alice, "@carol should not hear this")
    assert mentioned_by(said) == set()
    assert "mention" not in said.html


def test_nobody_is_mentioned_by_themselves(lounge, bob):
    assert mentioned_by(lounge.post(bob, "@bob")) == set()


def test_hosts_and_who_keeps_order_mention_everybody(lounge, alice, bob):
    assert mentioned_by(lounge.post(alice, "@room and @bob")) == {None}
    bob.role = bob.Role.MODERATOR
    assert mentioned_by(lounge.post(bob, "@room")) == {None}


def test_others_do_not_mention_everybody(lounge, bob):
    assert mentioned_by(lounge.post(bob, "@room")) == set()


def test_in_a_conversation_of_two_there_is_no_room_to_mention(alice, bob):
    assert mentioned_by(Room.objects.direct_between(alice, bob).post(alice, "@room")) == set()


def test_what_is_taken_back_mentions_nobody_any_more(lounge, alice, client, bob):
    said = lounge.post(alice, "@bob, a secret")
    said.retract()
    assert mentioned_by(said) == set()
    assert "secret" not in inbox(client, bob)


def test_renewing_keeps_who_is_still_mentioned(lounge, alice, bob, carol):
    lounge.admit(carol)
    said = lounge.post(alice, "@bob @carol")
    kept = said.mentions.get(user=bob).pk
    Mention.objects.renew(said, [bob.pk, alice.pk])
    assert mentioned_by(said) == {"bob", "alice"}
    assert said.mentions.get(user=bob).pk == kept


def test_a_post_without_a_name_costs_no_query_more(lounge, alice):
    def queries_of(body):
        with CaptureQueriesContext(connection) as queries:
            write(lounge, alice, body, nonce=None)
        return len(queries)

    plain = queries_of("hello")
    assert plain == 3
    assert queries_of("100 @ 3") == plain
    assert queries_of("@nobody") == plain + 1
    assert queries_of("@bob and @room") == plain + 2


def test_other_words_mention_others(lounge, alice, bob, carol):
    lounge.admit(carol)
    said = lounge.post(alice, "@bob, look")
    said.edit("@carol, look")
    assert mentioned_by(said) == {"carol"}
    assert f'data-user="{carol.pk}"' in said.html
    said.edit("look")
    assert mentioned_by(said) == set()


def test_a_poll_mentions_whom_its_question_names(lounge, alice, bob):
    assert mentioned_by(lounge.ask(alice, "@bob, when?", ["now", "later"])) == {"bob"}


def test_a_preview_shows_who_would_be_mentioned(client, lounge, alice, bob):
    client.force_login(alice)
    shown = client.post(reverse("preview", args=[lounge.slug]), {"body": "@bob, look"})
    assert f'data-user="{bob.pk}"' in shown.content.decode()
    assert not Mention.objects.exists()


def test_a_spoiler_that_mentions_everybody_stays_hidden_in_quotes(lounge, alice):
    said = lounge.post(alice, "||@room the gardener did it|| she says")
    assert said.excerpt == "▒▒▒ she says"


# In a thread


@pytest.fixture
def thread(lounge, alice):
    return Room.objects.thread_under(lounge.post(alice, "When does it leave?"), alice)


def rows_in(client, room, user) -> str:
    client.force_login(user)
    page = client.get(room.get_absolute_url()).content.decode()
    return page.partition('id="threads"')[2].partition("</section>")[0]


def test_members_of_its_home_are_mentioned_and_follow_it(client, lounge, thread, alice, bob, carol):
    thread.post(alice, "nothing for bob")
    said = thread.post(alice, "@bob @carol, at seven?")
    assert mentioned_by(said) == {"bob"}
    assert not thread.memberships.filter(user=carol).exists()
    row = rows_in(client, lounge, bob)
    assert '<b class="badge badge--mention">1</b>' in row
    assert said.get_absolute_url() in inbox(client, bob)
    page = client.get(thread.get_absolute_url()).content.decode()
    assert (
        page.index("nothing for bob") < page.index(f'id="room-{thread.pk}-unread"') < page.index("at seven?")
    )


def test_who_wants_to_hear_nothing_of_its_home_follows_no_thread(client, lounge, thread, alice, bob):
    lounge.memberships.get(user=bob).involve(Membership.Involvement.NOTHING)
    said = thread.post(alice, "@bob, at seven?")
    assert not thread.memberships.filter(user=bob).exists()
    assert said.get_absolute_url() in inbox(client, bob)


def test_everybody_in_a_thread_is_who_follows_it(client, lounge, thread, alice, bob, carol):
    lounge.admit(carol)
    thread.follow(bob)
    assert mentioned_by(thread.post(alice, "@room")) == {None}
    assert "badge--mention" in rows_in(client, lounge, bob)
    assert "badge" not in rows_in(client, lounge, carol)


def test_names_are_completed_over_the_members_of_its_home(client, thread, alice, bob):
    client.force_login(alice)
    offered = client.get(reverse("completion", args=[thread.slug]), {"at": "b"}).context
    assert offered["people"] == [bob]


# Where one was mentioned


def test_the_inbox_has_the_newest_first_and_leads_to_their_places(client, lounge, alice, bob):
    first, second = lounge.post(alice, "@bob first"), lounge.post(alice, "@room second")
    page = inbox(client, bob)
    assert page.index("second") < page.index("first")
    assert first.get_absolute_url() in page
    assert second.get_absolute_url() in page
    assert "first" not in inbox(client, alice)
    assert "second" not in inbox(client, alice)


def test_the_inbox_holds_only_what_one_may_read_now(client, cellar, alice, bob):
    cellar.post(alice, "@bob in confidence")
    assert "in confidence" in inbox(client, bob)
    cellar.dismiss(bob)
    assert "in confidence" not in inbox(client, bob)


def test_who_came_later_was_not_meant(client, lounge, alice, carol):
    lounge.post(alice, "@room early")
    lounge.admit(carol)
    lounge.post(alice, "@room lately")
    page = inbox(client, carol)
    assert "lately" in page
    assert "early" not in page


def test_the_inbox_goes_on_page_by_page(client, lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.views.mentions.PER_PAGE", 2)
    for n in range(5):
        lounge.post(alice, f"@bob no{n}" if n % 2 else f"@room no{n}")
    client.force_login(bob)
    seen, path = [], reverse("mentions")
    while path:
        response = client.get(path)
        seen += [mention.message.body[-3:] for mention in response.context["mentions"]]
        following = response.context["next"]
        path = following and f"{reverse('mentions')}?before={following}"
    assert seen == ["no4", "no3", "no2", "no1", "no0"]


def test_a_page_counts_the_unread_mentions_of_other_rooms(client, lounge, alice, bob):
    other = Room.objects.open_up(alice, "Other")
    other.admit(bob)
    other.post(alice, "@bob")
    other.post(alice, "@room")
    lounge.post(alice, "@bob")
    client.force_login(bob)
    page = client.get(lounge.get_absolute_url()).content.decode()
    assert '<span id="mentions-count"><b class="badge badge--mention">2</b>' in page
    other.memberships.get(user=bob).read_through(other.clock)
    page = client.get(lounge.get_absolute_url()).content.decode()
    assert '<span id="mentions-count"></span>' in page


# Completion


def test_names_are_completed_over_the_members(client, lounge, alice, bob, carol):
    client.force_login(bob)

    def offered(typed):
        return client.get(reverse("completion", args=[lounge.slug]), {"at": typed}).context

    assert offered("a")["people"] == [alice]
    assert offered("ALI")["people"] == [alice]
    assert offered("")["people"] == [alice]
    assert offered("car")["people"] == []
    assert offered("%")["people"] == []
    assert not offered("ro")["call"]
    client.force_login(alice)
    assert offered("ro")["call"]


def test_few_names_are_offered_at_once(client, lounge, alice):
    for n in range(12):
        lounge.admit(person(f"sailor{n}"))
    client.force_login(alice)
    response = client.get(reverse("completion", args=[lounge.slug]), {"at": "sail"})
    assert len(response.context["people"]) == 8


def test_an_outsider_of_a_closed_room_learns_no_names(client, cellar, carol):
    client.force_login(carol)
    assert client.get(reverse("completion", args=[cellar.slug]), {"at": "a"}).status_code == 404


# On open pages


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_mention_marks_the_badge_on_ones_other_pages(lounge, alice, bob, carol):
    await sync_to_async(lounge.admit)(carol)
    bobs, carols = await connect(bob), await connect(carol)
    await bobs.hello()
    await carols.hello()
    await sync_to_async(lounge.post)(alice, "@bob")
    seen = await bobs.until(f'id="room-{lounge.pk}-row"')
    assert '<b class="badge badge--mention">1</b></a>' in seen
    assert '<span id="mentions-count"><b class="badge badge--mention">1</b>' in seen
    assert '<b class="badge">1</b>' in await carols.until(f'id="room-{lounge.pk}-row"')
    await bobs.close()
    await carols.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_whoever_is_mentioned_in_a_thread_sees_its_row_appear(lounge, alice, bob):
    asked = await sync_to_async(lounge.post)(alice, "When does it leave?")
    page = await connect(bob)
    await page.hello()
    thread = await sync_to_async(Room.objects.thread_under)(asked, alice)
    await sync_to_async(thread.post)(alice, "@bob, do you know?")
    seen = await page.until(f'id="room-{thread.pk}-row"')
    assert '<b class="badge badge--mention">1</b></a>' in seen
    assert '<span id="mentions-count"><b class="badge badge--mention">1</b>' in seen
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_room_that_is_restored_is_heard_as_before(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    await sync_to_async(lounge.post)(alice, "@bob")
    membership = await Membership.objects.aget(room=lounge, user=bob)
    await sync_to_async(membership.involve)(Membership.Involvement.MENTIONS)
    page = await connect(bob)
    await page.hello()
    await page.until("badge--mention")
    await sync_to_async(lounge.archive)()
    await page.until(f'"delete:#room-{lounge.pk}-row"')
    await sync_to_async(lounge.restore)()
    assert "badge--mention" in await page.until(f'id="room-{lounge.pk}-row"')
    bobs = delivery.running_hub().people.get(bob.pk)
    assert bobs.mentions == {lounge.pk: {1}}
    assert bobs.involvement == {lounge.pk: "mentions"}
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_everybody_is_told_by_the_event_of_the_room(lounge, alice, bob):
    page = await connect(bob)
    await page.hello()
    await sync_to_async(lounge.post)(alice, "@room")
    assert "badge--mention" in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_reading_and_taking_back_end_a_mention(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    page = await connect(bob)
    await page.hello()
    said = await sync_to_async(lounge.post)(alice, "@bob")
    await page.until("badge--mention")
    await sync_to_async(said.retract)()
    assert '<b class="badge">1</b>' in await page.until(f'id="room-{lounge.pk}-row"')
    await sync_to_async(lounge.post)(alice, "@bob again")
    await page.until("badge--mention")
    membership = await Membership.objects.select_related("room").aget(room=lounge, user=bob)
    await sync_to_async(membership.read_through)(lounge.clock)
    assert "badge" not in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_a_page_that_comes_later_knows_what_mentions_its_person(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    await sync_to_async(lounge.post)(alice, "@bob")
    page = await connect(bob)
    await page.hello()
    assert delivery.running_hub().people.get(bob.pk).mentions == {lounge.pk: {1}}
    assert "badge--mention" in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_without_any_bell_the_safety_net_brings_mentions(lounge, alice, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.publish", lambda event: None)
    page = await connect(bob)
    await page.hello()
    await sync_to_async(lounge.post)(alice, "@bob, unheard")
    await delivery.running_hub().safety_net.look()
    assert "badge--mention" in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_the_message_itself_is_the_same_for_everybody(lounge, alice, bob):
    async with open_room(lounge, alice, bob) as pages:
        await sync_to_async(lounge.post)(alice, "@bob ahoy")
        one, other = [await page.until("ahoy") for page in pages]
    assert one[one.index("<li id") :] == other[other.index("<li id") :]
