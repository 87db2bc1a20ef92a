"""The place of a message: its room, opened around it, and the way from there to the present."""

import pytest
from django.urls import reverse

from rooms import fragments

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(lounge, alice):
    return [lounge.post(alice, f"message {n}") for n in range(1, 141)]


def newer_than(client, message, cursor=0) -> str:
    address = reverse("messages", args=[message.room.slug])
    return client.get(address, {"after": message.seq, "cursor": cursor}).content.decode()


def shown_in(html: str, told) -> list[int]:
    return [n for n, message in enumerate(told, 1) if f'id="message-{message.pk}"' in html]


def test_a_place_shows_what_was_said_around_it_and_is_not_live(client, told, alice):
    client.force_login(alice)
    page = client.get(told[59].get_absolute_url()).content.decode()
    assert shown_in(page, told) == list(range(36, 86))
    assert 'class="older"' in page
    assert 'class="newer"' in page
    assert 'name="log" value="' not in page
    assert "-outbox" not in page.partition('id="outbox"')[0]


def test_the_place_of_one_of_the_last_is_live(client, told, alice):
    client.force_login(alice)
    page = client.get(told[-1].get_absolute_url()).content.decode()
    assert 'class="newer"' not in page
    assert 'name="log" value="' in page


def test_newer_ones_follow_until_the_log_is_live(client, told, alice, lounge):
    client.force_login(alice)
    first = newer_than(client, told[59], cursor=100)
    assert shown_in(first, told) == list(range(61, 111))
    assert f"after={told[109].seq}&amp;cursor=100" in first
    assert "hx-swap-oob" not in first

    last = newer_than(client, told[109], cursor=100)
    assert shown_in(last, told) == list(range(111, 141))
    assert 'class="newer"' not in last
    assert f'hx-swap-oob="upsert:#room-{lounge.pk}-end"' in last
    # From where the page stood when it was opened: what changed above is caught up from there.
    assert f'name="log" value="{lounge.pk}:100"' in last


@pytest.mark.parametrize(
    "asked", ["after=x&cursor=1", "after=1", "after=1&cursor=-1", f"after={'9' * 30}&cursor=1"]
)
def test_what_is_no_clock_value_is_refused(client, told, alice, lounge, asked):
    client.force_login(alice)
    assert client.get(f"{reverse('messages', args=[lounge.slug])}?{asked}").status_code == 400


def test_an_outsider_finds_no_place(client, cellar, bob, carol):
    said = cellar.post(bob, "hidden")
    client.force_login(carol)
    assert client.get(said.get_absolute_url()).status_code == 404
    assert client.get(reverse("messages", args=["cellar"]), {"after": 0, "cursor": 0}).status_code == 404


def test_everybody_who_reads_a_message_may_copy_it(client, lounge, alice, carol):
    said = lounge.post(alice, "**Ahoy** <b>")
    client.force_login(carol)
    menu = client.get(reverse("actions", args=[lounge.slug, said.pk])).content.decode()
    assert f'href="{said.get_absolute_url()}"' in menu
    assert "**Ahoy** &lt;b&gt;</textarea>" in menu


def test_forms_of_actions_work_without_scripts(client, lounge, alice):
    said = lounge.post(alice, "Ahoy")
    client.force_login(alice)
    page = client.get(said.get_absolute_url()).content.decode()
    offered = page.partition('class="target"')[2].partition("</noscript>")[0]
    assert offered.count("csrfmiddlewaretoken") == offered.count('method="post"') > 0


def test_the_addresses_that_messages_bear_are_those_of_the_site(lounge, bob):
    """They are put together by hand, since every post needs them."""
    message = lounge.post(bob, "here")
    place = [lounge.slug, message.pk]
    assert message.address == reverse("message", args=place)
    assert f"{message.address}actions/" == reverse("actions", args=place)
    assert f'value="{message.address}actions/"' in fragments.message(message)
