"""Saying something later."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rooms import alarm
from rooms.models import Draft, Later, Message, Room
from rooms.models.due import MOST
from tests.sockets import connect

pytestmark = pytest.mark.django_db(transaction=True)


def plan(client, room, body: str, **when):
    tomorrow = timezone.localdate() + timedelta(days=1)
    when = when or {"day": tomorrow.isoformat(), "hour": "09:00"}
    return client.post(reverse("later", args=[room.slug]), {"body": body, **when})


def waiting(client) -> str:
    return client.get("/later/").content.decode()


def due_now() -> None:
    Later.objects.update(due_at=timezone.now())


def bodies(room) -> list[str]:
    return list(room.messages.order_by("seq").values_list("body", flat=True))


def test_it_is_said_when_its_moment_has_come_and_not_before(client, lounge, bob):
    client.force_login(bob)
    assert plan(client, lounge, "**Happy** new year").url == "/later/"
    assert "**Happy** new year" in waiting(client)
    alarm.look()
    assert bodies(lounge) == []
    due_now()
    alarm.look()
    alarm.look()
    assert bodies(lounge) == ["**Happy** new year"]
    assert "Nothing waits to be sent" in waiting(client)


def test_the_form_begins_with_what_one_was_writing_and_takes_it_along(client, lounge, bob):
    Draft.objects.keep(lounge.pk, bob, "half a thought")
    client.force_login(bob)
    assert "half a thought" in client.get(reverse("later", args=["lounge"])).content.decode()
    plan(client, lounge, "a whole thought")
    assert not Draft.objects.exists()


def test_what_waits_for_a_thread_is_said_there_and_mentions(client, lounge, alice, bob):
    thread = Room.objects.thread_under(lounge.post(alice, "When does it leave?"), alice)
    client.force_login(bob)
    plan(client, thread, "@alice, at seven")
    assert "When does it leave?" in waiting(client)
    due_now()
    alarm.look()
    assert bodies(thread) == ["@alice, at seven"]
    assert thread.messages.get().mentions.get().user == alice


def test_commands_do_not_wait(client, lounge, alice):
    client.force_login(alice)
    for command in ("/topic Ferries", "/nothing"):
        assert plan(client, lounge, command).status_code == 422
    assert not Later.objects.exists()
    plan(client, lounge, "//etc holds it")
    assert Later.objects.get().body == "/etc holds it"


def test_it_is_edited_and_cancelled_until_then(client, lounge, bob):
    client.force_login(bob)
    plan(client, lounge, "first")
    plan(client, lounge, "second")
    first, second = Later.objects.order_by("pk")
    address = reverse("edit-later", args=[first.pk])
    assert "09:00" in client.get(address).content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    client.post(address, {"body": "better", "day": tomorrow, "hour": "10:00"})
    client.post(reverse("cancel-later", args=[second.pk]))
    due_now()
    alarm.look()
    assert bodies(lounge) == ["better"]


def test_what_is_edited_is_read_as_what_is_typed_is(client, lounge, bob):
    client.force_login(bob)
    plan(client, lounge, "//shrug")
    address = reverse("edit-later", args=[Later.objects.get().pk])
    assert ">\n//shrug<" in client.get(address).content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for typed, said in (("//shrug", "/shrug"), ("/me waves", "*waves*")):
        client.post(address, {"body": typed, "day": tomorrow, "hour": "10:00"})
        assert Later.objects.get().body == said
    refused = client.post(address, {"body": "/topic Ferries", "day": tomorrow, "hour": "10:00"})
    assert refused.status_code == 422
    assert "/topic Ferries" in refused.content.decode()
    assert Later.objects.get().body == "*waves*"


def test_what_was_put_off_is_not_said_at_its_old_moment(lounge, bob):
    later = Later.objects.plan(bob, lounge, "not yet", timezone.now())
    later.revise("not yet", timezone.now() + timedelta(hours=1))
    Later.objects.send(later.pk)
    assert bodies(lounge) == []


def test_what_is_wrong_is_refused_with_its_text_kept(client, lounge, bob):
    client.force_login(bob)
    essay = "x" * (settings.MESSAGE_LENGTH + 1)
    answer = plan(client, lounge, essay)
    assert answer.status_code == 422
    assert "This is 1 character too long." in answer.content.decode()
    assert essay in answer.content.decode()
    answer = plan(client, lounge, "in the past", day="2020-01-01", hour="09:00")
    assert "This moment has passed" in answer.content.decode()
    assert "in the past" in answer.content.decode()
    assert "Write something first." in plan(client, lounge, "  ").content.decode()
    assert not Later.objects.exists()


def test_so_many_wait_at_most(client, lounge, bob):
    for n in range(MOST):
        Later.objects.plan(bob, lounge, f"number {n}", timezone.now() + timedelta(hours=1))
    client.force_login(bob)
    assert "Very many messages" in plan(client, lounge, "one more").content.decode()


def test_only_members_plan_and_each_sees_only_ones_own(client, lounge, cellar, alice, bob, carol):
    client.force_login(carol)
    assert plan(client, lounge, "hello").status_code == 403
    assert plan(client, cellar, "hello").status_code == 404
    later = Later.objects.plan(bob, lounge, "mine", timezone.now() + timedelta(hours=1))
    client.force_login(alice)
    assert "mine" not in waiting(client)
    assert client.get(reverse("edit-later", args=[later.pk])).status_code == 404
    client.post(reverse("cancel-later", args=[later.pk]))
    assert Later.objects.count() == 1


@pytest.mark.parametrize("hindrance", ["left", "archived", "shut out"])
def test_what_the_room_does_not_take_is_kept_for_its_author(client, lounge, bob, hindrance):
    later = Later.objects.plan(bob, lounge, "too late", timezone.now())
    if hindrance == "left":
        lounge.dismiss(bob)
    elif hindrance == "archived":
        lounge.archive()
    else:
        bob.is_active = False
        bob.save()
    before = lounge.messages.count()
    alarm.look()
    alarm.look()
    assert lounge.messages.count() == before
    later.refresh_from_db()
    assert later.has_failed
    bob.is_active = True
    bob.save()
    client.force_login(bob)
    assert "This could not be sent" in waiting(client)
    assert "too late" in waiting(client)


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.mark.parametrize("moment", ["before the commit", "after the post"])
def test_a_server_that_is_killed_in_the_middle_leaves_it_waiting_and_it_is_said_once(
    lounge, bob, monkeypatch, moment
):
    later = Later.objects.plan(bob, lounge, "once", timezone.now())

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        if moment == "after the post":
            patch.setattr(Later, "delete", killed)
        else:
            patch.setattr(Later, "say", killed)
        with pytest.raises(Killed):
            Later.objects.send(later.pk)
    assert bodies(lounge) == []
    alarm.look()
    assert bodies(lounge) == ["once"]
    assert not Later.objects.exists()


def test_said_twice_it_is_the_same_message(lounge, bob):
    later = Later.objects.plan(bob, lounge, "once", timezone.now())
    later.say()
    Later.objects.send(later.pk)
    with transaction.atomic():
        later.say()
    assert Message.objects.filter(nonce=later.nonce).count() == 1


def test_only_the_first_who_asks_may(lounge, bob):
    later = Later.objects.plan(bob, lounge, "once", timezone.now())
    assert Later.objects.claim(later.pk) == later
    assert Later.objects.claim(later.pk) is None
    assert Later.objects.due() == []


def test_looking_costs_one_read_while_nothing_is_due(lounge, bob, django_assert_num_queries):
    Later.objects.plan(bob, lounge, "much later", timezone.now() + timedelta(hours=1))
    with django_assert_num_queries(1):
        alarm.look()


def test_one_that_fails_does_not_hold_up_the_others(lounge, bob, monkeypatch, caplog):
    for body in ("trouble", "fine"):
        Later.objects.plan(bob, lounge, body, timezone.now())
    say = Later.say

    def troubled(later):
        if later.body == "trouble":
            raise ValueError("a bug")
        say(later)

    monkeypatch.setattr(Later, "say", troubled)
    alarm.look()
    assert bodies(lounge) == ["fine"]
    assert "a bug" in caplog.text
    monkeypatch.undo()
    alarm.look()
    assert bodies(lounge) == ["fine", "trouble"]


def test_a_form_that_is_sent_twice_says_it_once(client, lounge, bob):
    client.force_login(bob)
    for _press in range(2):
        plan(client, lounge, "hi", day="2199-01-01", hour="09:00", nonce="0123456789abcdef")
        plan(client, lounge, "hi", soon="hour", nonce="0123456789abcdef")
    assert Later.objects.count() == 1
    due_now()
    alarm.look()
    # Nor does an answer that was lost, after it was said.
    plan(client, lounge, "hi", soon="hour", nonce="0123456789abcdef")
    due_now()
    alarm.look()
    assert bodies(lounge) == ["hi"]


def test_a_form_that_one_went_back_to_may_say_another_moment(client, lounge, bob):
    client.force_login(bob)
    plan(client, lounge, "hi", soon="hour", nonce="0123456789abcdef")
    plan(client, lounge, "hi", soon="tomorrow", nonce="0123456789abcdef")
    assert timezone.localtime(Later.objects.get().due_at).hour == 9
    due_now()
    alarm.look()
    assert bodies(lounge) == ["hi"]


def test_a_form_that_one_went_back_to_after_it_was_said_says_so(client, lounge, bob):
    client.force_login(bob)
    plan(client, lounge, "hi", soon="hour", nonce="0123456789abcdef")
    due_now()
    alarm.look()
    plan(client, lounge, "hi", soon="hour", nonce="0123456789abcdef")
    page = waiting(client)
    assert "It was sent a moment ago." in page
    assert not Later.objects.exists()


@pytest.mark.parametrize("first_was_said", [False, True])
def test_a_form_that_one_went_back_to_and_that_says_something_else_is_said_too(
    client, lounge, bob, first_was_said
):
    client.force_login(bob)
    plan(client, lounge, "the ferry is at nine", soon="hour", nonce="0123456789abcdef")
    if first_was_said:
        due_now()
        alarm.look()
    plan(client, lounge, "bring bread", soon="hour", nonce="0123456789abcdef")
    due_now()
    alarm.look()
    assert bodies(lounge) == ["the ferry is at nine", "bring bread"]


def test_the_form_names_what_it_plans(client, lounge, bob):
    client.force_login(bob)
    forms = [client.get(reverse("later", args=["lounge"])).context["form"] for _load in range(2)]
    assert forms[0]["nonce"].value() != forms[1]["nonce"].value()


def test_what_is_said_while_its_author_is_away_reads_nothing_for_them(lounge, alice, bob):
    membership = lounge.memberships.get(user=bob)
    Later.objects.plan(bob, lounge, "I am on a ship", timezone.now())
    lounge.post(alice, "@bob, are you there?")
    lounge.post(alice, "hello?")
    alarm.look()
    membership.refresh_from_db()
    assert membership.read_number == 0
    assert list(membership.unread_mentions()) == [1]


def test_one_s_own_words_alone_are_not_unread(lounge, alice, bob):
    lounge.post(alice, "hello")
    lounge.memberships.get(user=bob).read_through(lounge.messages.get().seq)
    Later.objects.plan(bob, lounge, "good evening", timezone.now())
    alarm.look()
    assert lounge.memberships.get(user=bob).read_number == 2


@pytest.mark.usefixtures("hub_of_its_own")
async def test_one_s_own_words_put_no_badge_on_one_s_own_pages(lounge, bob, monkeypatch):
    monkeypatch.setattr("rooms.delivery.badges.PERIOD", 0)
    await sync_to_async(lounge.post)(bob, "good morning")
    page = await connect(bob)
    await page.hello()
    await sync_to_async(Later.objects.plan)(bob, lounge, "good evening", timezone.now())
    await sync_to_async(alarm.look)()
    assert "badge" not in await page.until(f'id="room-{lounge.pk}-row"')
    await page.close()
