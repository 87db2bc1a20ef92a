"""Saying it in other words, and what was said before."""

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms.models import Room
from rooms.models.message import NotEditable
from tests.sockets import connect, message_ids, open_room

pytestmark = pytest.mark.django_db


def address(name: str, message) -> str:
    return reverse(name, args=[message.room.slug, message.pk])


def offered(client, message) -> str:
    return client.get(address("actions", message)).content.decode()


def edit(client, message, body: str, **headers):
    return client.post(address("edit", message), {"body": body}, headers=headers)


def history(client, message, **parameters):
    return client.get(address("history", message), parameters)


def test_one_finds_other_words(client, lounge, bob):
    said = lounge.post(bob, "tehy *come*")
    client.force_login(bob)
    assert address("edit", said) in offered(client, said)
    assert "tehy *come*</textarea>" in client.get(address("edit", said)).content.decode()
    page = client.get(edit(client, said, "they **come**").url).content.decode()
    said.refresh_from_db()
    assert (said.body, said.html.strip()) == ("they **come**", "<p>they <strong>come</strong></p>")
    assert said.edited_at
    assert "tehy" not in page
    assert f'href="{address("history", said)}"' in page


def test_what_was_said_before_can_be_read(client, lounge, bob):
    said = lounge.post(bob, "*one*")
    said.edit("two")
    said.edit("three")
    client.force_login(bob)
    page = history(client, said).content.decode()
    assert page.index("two") < page.index("<em>one</em>")
    assert "three" not in page


def test_the_history_comes_a_page_at_a_time(client, lounge, bob):
    said = lounge.post(bob, "words 0")
    for number in range(1, 23):
        said.edit(f"words {number}")
    client.force_login(bob)
    first = history(client, said).context
    assert [revision.body for revision in first["revisions"]] == [f"words {n}" for n in range(21, 1, -1)]
    rest = history(client, said, before=first["earlier"]).context
    assert [revision.body for revision in rest["revisions"]] == ["words 1", "words 0"]
    assert rest["earlier"] is None


@pytest.mark.parametrize("before", ["x", "9" * 40, "-1", "²"])
def test_a_damaged_address_of_a_page_is_no_error(client, lounge, bob, before):
    said = lounge.post(bob, "one")
    said.edit("two")
    client.force_login(bob)
    assert history(client, said, before=before).status_code == 200


def test_the_same_words_change_nothing(client, lounge, bob):
    said = lounge.post(bob, "as it is")
    client.force_login(bob)
    assert edit(client, said, "as it is\n").status_code == 302
    said.refresh_from_db()
    lounge.refresh_from_db()
    assert said.edited_at is None
    assert (said.stamp, lounge.clock) == (said.seq, said.seq)
    assert not said.revisions.exists()


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_only_the_author_finds_other_words(client, lounge, bob, who, request):
    said = lounge.post(bob, "mine")
    client.force_login(request.getfixturevalue(who))
    assert address("edit", said) not in offered(client, said)
    assert client.get(address("edit", said)).status_code == 403
    assert edit(client, said, "yours").status_code == 403


def test_an_outsider_of_a_closed_room_finds_nothing(client, cellar, bob, carol):
    said = cellar.post(bob, "one")
    said.edit("two")
    client.force_login(carol)
    assert history(client, said).status_code == 404
    assert edit(client, said, "three").status_code == 404


def test_an_outsider_of_a_conversation_of_two_finds_nothing(client, alice, bob, carol):
    said = Room.objects.direct_between(alice, bob).post(bob, "one")
    said.edit("two")
    client.force_login(carol)
    assert history(client, said).status_code == 404
    client.force_login(alice)
    assert history(client, said).status_code == 200


def test_who_left_the_room_keeps_ones_words(client, lounge, bob):
    said = lounge.post(bob, "one")
    lounge.dismiss(bob)
    client.force_login(bob)
    assert client.get(address("edit", said)).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"hx_request": "true"}])
@pytest.mark.parametrize(
    ("body", "reason"), [("  \n", "Write something first."), ("x" * 8001, "1 character too long")]
)
def test_what_is_refused_says_why(client, lounge, bob, body, reason, headers):
    said = lounge.post(bob, "one")
    client.force_login(bob)
    answer = edit(client, said, body, **headers)
    page = answer.content.decode()
    assert reason in page
    # A page with scripts has the text still: only the reason travels.
    assert answer.status_code == (200 if headers else 422)
    assert ("textarea" in page) is (not headers)
    assert (body in page) is (not headers)
    said.refresh_from_db()
    assert said.body == "one"


def test_who_types_when_it_is_too_late_is_told_and_keeps_the_text(client, lounge, bob):
    said = lounge.post(bob, "one")
    client.force_login(bob)
    lounge.archive()
    for headers in ({}, {"hx_request": "true"}):
        assert (
            "This message cannot be edited any more." in edit(client, said, "two", **headers).content.decode()
        )
    assert "two</textarea>" in edit(client, said, "two").content.decode()
    assert address("edit", said) not in offered(client, said)


def test_a_page_that_asks_too_late_is_told(client, lounge, bob):
    said = lounge.post(bob, "one")
    lounge.archive()
    client.force_login(bob)
    assert client.get(address("edit", said)).status_code == 403
    answer = client.get(address("edit", said), headers={"hx-request": "true"}).content.decode()
    assert "This message cannot be edited any more." in answer
    assert 'hx-swap-oob="upsert:#notice"' in answer


def test_what_happens_at_the_same_moment_is_found_under_the_lock(lounge, bob):
    said = lounge.post(bob, "one")
    lounge.messages.get(pk=said.pk).retract()
    with pytest.raises(NotEditable):
        said.edit("two")
    said.refresh_from_db()
    assert (said.body, said.edited_at) == ("", None)
    assert not said.revisions.exists()


def test_a_message_taken_back_has_no_history(client, lounge, bob):
    said = lounge.post(bob, "one")
    said.edit("two")
    said.retract()
    client.force_login(bob)
    assert not said.revisions.exists()
    assert history(client, said).status_code == 404
    assert address("history", said) not in client.get(said.get_absolute_url()).content.decode()


def test_a_message_that_was_never_edited_has_no_history(client, lounge, bob):
    said = lounge.post(bob, "one")
    client.force_login(bob)
    assert history(client, said).status_code == 404


def test_a_page_with_scripts_gets_the_editor_in_its_place(client, lounge, bob):
    said = lounge.post(bob, "one")
    client.force_login(bob)
    answer = client.get(address("edit", said), headers={"hx-request": "true"}).content.decode()
    assert f'hx-swap-oob="upsert:#room-{lounge.pk}-editing"' in answer
    assert f'id="message-{said.pk}-editor"' in answer
    done = edit(client, said, "two", hx_request="true").content.decode()
    assert f'hx-swap-oob="log:#room-{lounge.pk}-log"' in done
    assert f'hx-swap-oob="close:#message-{said.pk}-editor"' in done


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_it_changes_on_every_page_and_on_those_that_were_away(lounge, alice, bob):
    said = await sync_to_async(lounge.post)(bob, "one")
    cursor = lounge.clock
    async with open_room(lounge, alice) as (page,):
        await sync_to_async(said.edit)("two")
        seen = await page.until("message__edited")
        assert message_ids(seen) == [said.pk]
        assert "two" in seen
    back = await connect(bob)
    assert "message__edited" in await back.hello(f"{lounge.pk}:{cursor}")
    await back.close()
