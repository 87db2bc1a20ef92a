"""Emoji that people put to a message."""

import re

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from rooms import fragments, limits
from rooms.models import Message, Reaction, Refused, Room
from rooms.models.reaction import MOST
from rooms.models.tally import MARKED, NAMED
from tests.conftest import person
from tests.sockets import connect, message_ids, open_room

pytestmark = pytest.mark.django_db


def strip(message) -> list[tuple[str, str, str]]:
    """Return sign, people and count of each reaction as the message shows them."""
    html = fragments.message(Message.objects.select_related("author", "room").get(pk=message.pk))
    return re.findall(r'value="([^"]+)" data-by="([\d ]+)".*?count">(\d+)<', html)


def address(message, name: str = "react") -> str:
    return reverse(name, args=[message.room.slug, message.pk])


def press(client, message, sign: str, **headers):
    return client.post(address(message), {"emoji": sign}, headers=headers)


# What a message takes


def test_a_reaction_is_put_and_taken_away_by_the_same_press(lounge, alice, bob):
    said = lounge.post(bob, "hello")
    said.react(alice, "👍")
    said.react(bob, "👍")
    assert strip(said) == [("👍", f"{alice.pk} {bob.pk}", "2")]
    said.react(alice, "👍")
    assert strip(said) == [("👍", f"{bob.pk}", "1")]
    said.react(bob, "👍")
    assert strip(said) == []


def test_reactions_stand_in_the_order_of_their_first_use(lounge, alice, bob):
    said = lounge.post(bob, "hello")
    for user, sign in ((alice, "🎉"), (alice, "👍"), (bob, "👍"), (bob, "👀")):
        said.react(user, sign)
    assert [sign for sign, _by, _count in strip(said)] == ["🎉", "👍", "👀"]


def test_two_spellings_of_an_emoji_are_one(lounge, alice, bob):
    said = lounge.post(bob, "hello")
    said.react(alice, "❤")
    said.react(bob, "❤️")
    assert strip(said) == [("❤️", f"{alice.pk} {bob.pk}", "2")]


@pytest.mark.parametrize("text", ["", "x", "👍👍", "🏻", "1", "<b>", "👍 ", "\u200d", "👍" * 5000, "\ud83d"])
def test_what_is_no_emoji_is_refused(lounge, alice, text):
    said = lounge.post(alice, "hello")
    with pytest.raises(Refused, match="not an emoji"):
        said.react(alice, text)
    assert not said.reactions.exists()


@pytest.mark.parametrize("sign", ["👍🏽", "🧑‍🤝‍🧑", "👩🏿‍❤️‍💋‍👨🏿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "#️⃣", "🇺🇳"])
def test_whatever_unicode_calls_an_emoji_is_taken(lounge, alice, sign):
    said = lounge.post(alice, "hello")
    said.react(alice, sign)
    assert [shown for shown, _by, _count in strip(said)] == [sign]


def test_a_message_takes_so_many_different_ones(lounge, alice, bob):
    said = lounge.post(bob, "hello")
    faces = [chr(0x1F600 + n) for n in range(MOST + 1)]
    for face in faces[:MOST]:
        said.react(alice, face)
    with pytest.raises(Refused, match="20 different"):
        said.react(bob, faces[MOST])
    said.react(bob, faces[0])
    assert len(strip(said)) == MOST


def test_only_members_react(lounge, bob, carol):
    said = lounge.post(bob, "hello")
    with pytest.raises(Refused, match="not a member"):
        said.react(carol, "👍")


def test_in_a_thread_the_members_of_its_home_react(lounge, alice, bob, carol):
    said = Room.objects.thread_under(lounge.post(alice, "When?"), alice).post(alice, "at seven")
    said.react(bob, "👍")
    assert strip(said) == [("👍", str(bob.pk), "1")]
    with pytest.raises(Refused):
        said.react(carol, "👍")


def test_nobody_reacts_in_an_archived_room_or_to_what_was_taken_back(lounge, bob):
    said, unsaid = lounge.post(bob, "hello"), lounge.post(bob, "oh")
    unsaid.retract()
    with pytest.raises(Refused, match="taken back"):
        unsaid.react(bob, "👍")
    lounge.archive()
    with pytest.raises(Refused, match="archived"):
        said.react(bob, "👍")


def test_a_refusal_leaves_the_clock_alone(lounge, bob, carol):
    said = lounge.post(bob, "hello")
    with pytest.raises(Refused):
        said.react(carol, "👍")
    lounge.refresh_from_db()
    assert lounge.clock == said.stamp


def test_taking_a_message_back_takes_its_reactions(lounge, bob):
    said = lounge.post(bob, "hello")
    said.react(bob, "👍")
    said.retract()
    assert not Reaction.objects.exists()
    assert strip(said) == []


def test_names_are_there_as_long_as_they_are_few(lounge, bob):
    said = lounge.post(bob, "hello")
    crowd = [person(f"p{n}", language="") for n in range(NAMED + 1)]
    for one in crowd:
        lounge.admit(one)
    for one in crowd[:-1]:
        said.react(one, "👍")
    html = fragments.message(said)
    assert "P0" in html
    assert "P19" in html
    said.react(crowd[-1], "👍")
    assert "P19" not in fragments.message(said)


def test_a_message_names_so_many_people_at_most(lounge, bob):
    said = lounge.post(bob, "hello")
    crowd = [person(f"p{n}") for n in range(MARKED + 2)]
    Reaction.objects.bulk_create(Reaction(message=said, user=one, emoji="👍") for one in crowd)
    said.react(bob, "👍")
    [(_sign, by, count)] = strip(said)
    assert len(by.split()) == MARKED
    assert int(count) == MARKED + 3


# Pressing


def test_pressing_answers_with_the_message_as_it_is(client, lounge, alice, bob):
    said = lounge.post(bob, "hello")
    client.force_login(alice)
    answer = press(client, said, "👍", hx_request="true").content.decode()
    assert f'hx-swap-oob="log:#room-{lounge.pk}-log"' in answer
    assert f'data-by="{alice.pk}"' in answer
    assert 'hx-swap-oob="close:#actions"' in answer


def test_without_scripts_one_is_led_to_the_message(client, lounge, alice, bob):
    said = lounge.post(bob, "hello")
    client.force_login(alice)
    answer = press(client, said, "👍")
    assert answer.status_code == 302
    assert f'data-by="{alice.pk}"' in client.get(answer.url).content.decode()


@pytest.mark.parametrize("sign", ["", "<script>alert(1)</script>", "x" * 100_000])
def test_what_is_refused_is_said(client, lounge, alice, sign):
    said = lounge.post(alice, "hello")
    client.force_login(alice)
    assert "This is not an emoji." in press(client, said, sign, hx_request="true").content.decode()
    page = client.get(press(client, said, sign).url).content.decode()
    assert "This is not an emoji." in page


def test_an_outsider_of_a_closed_room_finds_nothing(client, cellar, bob, carol):
    said = cellar.post(bob, "hidden")
    client.force_login(carol)
    assert press(client, said, "👍").status_code == 404
    assert client.get(address(said)).status_code == 404
    assert client.get(address(said, "reactions")).status_code == 404


def test_a_visitor_of_an_open_room_may_look_and_no_more(client, lounge, bob, carol):
    said = lounge.post(bob, "hello")
    said.react(bob, "👍")
    client.force_login(carol)
    assert client.get(address(said)).status_code == 403
    assert "Bob" in client.get(address(said, "reactions")).content.decode()
    assert "not a member" in press(client, said, "👍", hx_request="true").content.decode()


def test_presses_have_a_limit(client, lounge, alice, monkeypatch):
    monkeypatch.setattr(limits.presses, "burst", 2)
    said = lounge.post(alice, "hello")
    client.force_login(alice)
    answers = [press(client, said, "👍", hx_request="true").content.decode() for _ in range(3)]
    assert ["That was fast." in answer for answer in answers] == [False, False, True]


# The picker


def picker(client, message, target: str = "", **query) -> str:
    headers = {"hx_request": "true"} | ({"hx_target": target} if target else {})
    return client.get(address(message), query, headers=headers).content.decode()


def signs(html: str) -> list[str]:
    return re.findall(r'name="emoji" value="([^"]+)"', html)


def test_the_menu_offers_what_one_used_last(client, lounge, bob):
    said = lounge.post(bob, "hello")
    for sign in ("🚢", "🐙"):
        said.react(bob, sign)
    client.force_login(bob)
    menu = client.get(address(said, "actions")).content.decode()
    assert signs(menu)[:3] == ["🐙", "🚢", "👍"]
    assert len(signs(menu)) == 6
    assert "Who reacted" in menu


def test_the_picker_offers_everything_a_page_at_a_time(client, lounge, bob):
    said = lounge.post(bob, "hello")
    client.force_login(bob)
    seen, part = [], picker(client, said)
    while following := re.search(r"from=(\d+)\"", part):
        seen += signs(part)
        part = picker(client, said, "picker-more", **{"from": following[1]})
        assert len(signs(part)) <= 200
    seen += signs(part)
    assert len(seen) == len(set(seen)) > 1500


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "daumen"), ("es", "pulgar"), ("fr", "pouce"), ("ja", "サムズ"), ("ar", "قبول"), ("en", "THUMBS")],
)
def test_the_search_speaks_ones_language(client, lounge, bob, language, words):
    said = lounge.post(bob, "hello")
    bob.language = language
    bob.save()
    client.force_login(bob)
    found = picker(client, said, "picker-found", q=words)
    assert "👍" in signs(found)
    assert "<form" not in found
    assert "👍" in signs(picker(client, said, "picker-found", q="thumbs"))


def test_what_is_called_like_it_comes_first(client, lounge, bob):
    said = lounge.post(bob, "hello")
    client.force_login(bob)
    assert signs(picker(client, said, "picker-found", q="ship"))[0] == "🚢"
    assert signs(picker(client, said, "picker-found", q="no such thing")) == []
    assert "No emoji is called that." in picker(client, said, q="no such thing")


@pytest.mark.parametrize(
    "query", [{"q": "<b>'\"" * 99}, {"from": "9" * 50}, {"from": "-1"}, {"q": "%\\ _ \u202e"}]
)
def test_odd_questions_have_an_answer(client, lounge, bob, query):
    said = lounge.post(bob, "hello")
    client.force_login(bob)
    assert client.get(address(said), query).status_code == 200
    assert client.get(address(said, "reactions"), {"before": "9" * 50}).status_code == 200


def test_a_tone_of_skin_is_kept(client, lounge, bob):
    said = lounge.post(bob, "hello")
    client.force_login(bob)
    answer = client.post(address(said, "tone"), {"tone": "3"}, follow=True, headers={"hx_request": "true"})
    assert "👍🏽" in signs(answer.content.decode())
    assert "❤️" in signs(picker(client, said))
    assert "👍🏽" in signs(client.get(address(said, "actions")).content.decode())
    client.post(address(said, "tone"), {"tone": "99"})
    assert "👍🏽" in signs(picker(client, said))


def test_who_reacted_is_listed_a_page_at_a_time(client, lounge, bob):
    said = lounge.post(bob, "hello")
    crowd = [person(f"p{n}") for n in range(60)]
    Reaction.objects.bulk_create(Reaction(message=said, user=one, emoji="👍") for one in crowd)
    client.force_login(bob)
    first = client.get(address(said, "reactions")).content.decode()
    assert "P59" in first
    assert "P9<" not in first
    before = re.search(r"before=(\d+)", first)[1]
    second = client.get(address(said, "reactions"), {"before": before}).content.decode()
    assert "P9<" in second
    assert "before=" not in second


# On other pages


def test_ones_own_are_marked_by_ones_own_stylesheet(client, bob):
    client.force_login(bob)
    css = client.get(reverse("own-css", args=[bob.pk, "en"])).content.decode()
    assert f'[data-by~="{bob.pk}"]' in css


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hub_of_its_own")
async def test_it_comes_to_every_page_and_to_those_that_were_away(lounge, alice, bob):
    said = await sync_to_async(lounge.post)(bob, "hello")
    cursor = lounge.clock
    async with open_room(lounge, alice) as (page,):
        await sync_to_async(said.react)(bob, "🚢")
        assert message_ids(await page.until("🚢")) == [said.pk]
    back = await connect(alice)
    assert "🚢" in await back.hello(f"{lounge.pk}:{cursor}")
    await back.close()


def test_a_message_that_nobody_touched_is_not_asked(lounge, bob, django_assert_num_queries):
    said = lounge.post(bob, "hello")
    with django_assert_num_queries(0):
        fragments.message(said)
