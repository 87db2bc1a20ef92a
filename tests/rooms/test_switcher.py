"""The quick way to another room, and the map of the keys."""

import pytest
from django.urls import reverse

from rooms.models import Room

pytestmark = pytest.mark.django_db


def found(client, words: str) -> list[str]:
    """Return the names that a page with scripts is offered."""
    answer = client.get(reverse("go"), {"q": words}, headers={"hx-request": "true"})
    assert answer.status_code == 200
    return [row.name for row in answer.context["rows"]]


def follow(client, words: str) -> str:
    return client.get(reverse("go"), {"q": words}).url


@pytest.fixture
def places(lounge, cellar, alice, bob, carol):
    """bob belongs to the lounge and the cellar, talks with alice, and may join the library."""
    Room.objects.open_up(alice, "Library", topic="lounge chairs")
    Room.objects.open_up(alice, "Attic", kind=Room.Kind.CLOSED)
    lounge.post(alice, "first")
    Room.objects.direct_between(bob, alice).post(alice, "then")
    Room.objects.direct_between(bob, carol)
    cellar.post(alice, "last")


def test_ones_own_places_come_first_and_the_last_spoken_in_at_the_top(client, places, bob):
    client.force_login(bob)
    assert found(client, "") == ["Cellar", "Alice", "Lounge", "Library"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("LOU", ["Lounge"]),
        ("  l ", ["Cellar", "Alice", "Lounge", "Library"]),
        ("alic", ["Alice"]),
        ("carol", []),  # nothing was said there yet
        ("bob", []),  # oneself is no place
        ("attic", []),
        ("%", []),
        ("x" * 5000, []),
    ],
)
def test_words_are_parts_of_names(client, places, bob, words, names):
    client.force_login(bob)
    assert found(client, words) == names


def test_nobody_else_finds_a_conversation_of_two(client, places, carol):
    client.force_login(carol)
    assert found(client, "") == ["Library", "Lounge"]
    assert found(client, "alice") == []


def test_an_archived_room_is_no_place_to_go(client, places, lounge, bob):
    lounge.archive()
    client.force_login(bob)
    assert found(client, "lounge") == []


def test_no_more_than_so_many(client, alice, bob, django_assert_max_num_queries):
    for number in range(30):
        room = Room.objects.open_up(alice, f"Pier {number}")
        if number % 2:
            room.admit(bob)
    client.force_login(bob)
    client.get(reverse("go"))
    with django_assert_max_num_queries(6):
        assert len(found(client, "pier")) == 20


def test_enter_goes_to_the_first_or_to_the_directory(client, places, lounge, alice, bob):
    client.force_login(bob)
    assert follow(client, "lounge") == lounge.get_absolute_url()
    assert follow(client, "alice") == reverse("direct", args=[alice.username])
    assert follow(client, "no & such") == f"{reverse('rooms')}?q=no+%26+such"


def test_the_keys_are_a_page_and_a_part_of_one(client, bob):
    client.force_login(bob)
    page = client.get(reverse("keys")).content.decode()
    part = client.get(reverse("keys"), headers={"hx-request": "true"}).content.decode()
    assert "<html" in page
    assert "<html" not in part
    assert "<kbd>" in page
    assert "<kbd>" in part


@pytest.mark.parametrize("name", ["go", "keys"])
def test_visitors_are_asked_who_they_are(client, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def last_words(client, room, **headers):
    return client.get(reverse("edit-last", args=[room.slug]), headers=headers)


def test_ones_last_words_are_at_hand(client, lounge, alice, bob):
    lounge.post(bob, "one")
    said = lounge.post(bob, "two")
    lounge.post(bob, "oh").retract()
    lounge.post(alice, "three")
    client.force_login(bob)
    assert f'id="message-{said.pk}-editor"' in last_words(client, lounge, hx_request="true").content.decode()
    assert "two</textarea>" in last_words(client, lounge).content.decode()


def test_who_said_nothing_lately_is_told(client, lounge, bob, monkeypatch):
    client.force_login(bob)
    assert "You said nothing here lately." in last_words(client, lounge, hx_request="true").content.decode()
    lounge.post(bob, "long ago")
    monkeypatch.setattr("rooms.views.edits.LATELY", 2)
    assert "long ago" in last_words(client, lounge).content.decode()
    lounge.tick()
    lounge.tick()
    assert "You said nothing here lately." in last_words(client, lounge, hx_request="true").content.decode()


def test_an_outsider_of_a_closed_room_has_no_last_words(client, cellar, carol):
    client.force_login(carol)
    assert last_words(client, cellar, hx_request="true").status_code == 404
