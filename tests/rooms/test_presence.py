"""Who is shown to be in a room, counted over processes."""

import pytest

from rooms.models import Presence, Room, Server
from rooms.models.presence import SHOWN
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    """More people than are shown; the first by key are the last by name."""
    return [person(f"p{SHOWN + 5 - n:03}") for n in range(SHOWN + 5)]


def names(people) -> list[str]:
    return [one.username for one in people]


def test_who_is_here_by_two_processes_is_shown_once_and_by_name(lounge, alice, bob):
    for key in ("east", "west"):
        Server.objects.note(key, {(lounge.pk, bob.pk), (lounge.pk, alice.pk)}, set())
    people, total = Presence.objects.shown_in(lounge.pk)
    assert names(people) == ["alice", "bob"]
    assert total == 2


def test_of_a_crowd_some_are_shown_and_all_are_counted(lounge, crowd):
    for key in ("east", "west"):
        Server.objects.note(key, {(lounge.pk, one.pk) for one in crowd}, set())
    people, total = Presence.objects.shown_in(lounge.pk)
    assert names(people) == sorted(names(crowd[:SHOWN]))
    assert total == len(crowd)


def test_as_many_as_can_be_shown_are_shown(lounge, crowd):
    Server.objects.note("east", {(lounge.pk, one.pk) for one in crowd[:SHOWN]}, set())
    people, total = Presence.objects.shown_in(lounge.pk)
    assert len(people) == total == SHOWN


def test_many_rooms_cost_as_many_queries_as_few(alice, crowd, django_assert_num_queries):
    rooms = [Room.objects.open_up(alice, f"Room {n}") for n in range(6)]
    busy, *quiet, empty = (room.pk for room in rooms)
    here = {(busy, one.pk) for one in crowd} | {(room, alice.pk) for room in quiet}
    Server.objects.note("east", here, set())
    with django_assert_num_queries(2):
        shown = Presence.objects.shown_by_room([busy, *quiet, empty])
    assert shown[busy][1] == len(crowd)
    assert [names(shown[room][0]) for room in quiet] == [["alice"]] * len(quiet)
    assert shown[empty] == ([], 0)


def test_who_went_is_here_no_longer_and_only_there(lounge, cellar, alice, bob):
    here = {(room.pk, one.pk) for room in (lounge, cellar) for one in (alice, bob)}
    Server.objects.note("east", here | {(None, bob.pk)}, set())
    Server.objects.note("east", set(), {(lounge.pk, bob.pk), (None, bob.pk)})
    assert names(Presence.objects.shown_in(lounge.pk)[0]) == ["alice"]
    assert names(Presence.objects.shown_in(cellar.pk)[0]) == ["alice", "bob"]
    assert Presence.objects.on_site([bob.pk]) == set()


def test_who_came_into_a_room_just_deleted_is_left_out(lounge, alice):
    place = (lounge.pk, alice.pk)
    Room.objects.filter(pk=lounge.pk).delete()
    Server.objects.note("east", {place, (None, alice.pk)}, set())
    assert Presence.objects.on_site([alice.pk]) == {alice.pk}
    assert Presence.objects.count() == 1


def test_who_came_and_was_deleted_at_once_keeps_nobody_else_out(lounge, alice, bob):
    here = {(room, one.pk) for room in (lounge.pk, None) for one in (alice, bob)}
    type(bob).objects.filter(pk=bob.pk).delete()
    Server.objects.note("east", here, set())
    assert names(Presence.objects.shown_in(lounge.pk)[0]) == ["alice"]
    assert Presence.objects.on_site([alice.pk, bob.pk]) == {alice.pk}


def test_a_process_hears_whether_its_rows_were_there():
    assert not Server.objects.beat("east")
    assert Server.objects.beat("east")
    assert not Server.objects.note("east", set(), set())
    assert Server.objects.note("west", set(), set())


def test_only_processes_that_stopped_beating_are_swept(lounge, alice, bob):
    Server.objects.note("dead", {(lounge.pk, alice.pk), (None, alice.pk)}, set())
    Server.objects.filter(key="dead").update(beat_at="2020-01-01T00:00Z")
    Server.objects.note("alive", {(lounge.pk, bob.pk)}, set())
    assert Server.objects.sweep() == {(lounge.pk, alice.pk), (None, alice.pk)}
    assert Server.objects.sweep() == set()
    assert names(Presence.objects.shown_in(lounge.pk)[0]) == ["bob"]


def test_a_process_that_ends_says_where_somebody_was(lounge, alice):
    Server.objects.note("east", {(lounge.pk, alice.pk)}, set())
    assert Server.objects.forget("east") == {(lounge.pk, alice.pk)}
    assert Server.objects.forget("east") == set()
