import pytest
from django.db import IntegrityError, transaction

from rooms.models import Message, Room
from rooms.models.posting import NotAMember, RoomIsArchived

pytestmark = pytest.mark.django_db


def test_each_change_in_a_room_moves_its_clock_by_one(lounge, alice, bob, carol):
    before = lounge.clock
    lounge.post(alice, "hello")
    lounge.admit(carol)
    lounge.revise("Salon", "tea")
    lounge.dismiss(carol)
    lounge.archive()
    lounge.refresh_from_db()
    assert lounge.clock == before + 5


def test_messages_are_numbered_and_ordered_by_the_clock(lounge, alice, bob):
    said = [lounge.post(person, "hello") for person in (alice, bob, alice)]
    assert [message.number for message in said] == [1, 2, 3]
    assert said[0].seq < said[1].seq < said[2].seq
    assert all(message.stamp == message.seq for message in said)


def test_the_same_nonce_is_the_same_message(lounge, alice):
    first = lounge.post(alice, "hello", nonce="0123456789abcdef")
    again = lounge.post(alice, "hello", nonce="0123456789abcdef")
    assert again == first
    assert again.repeated
    assert Message.objects.count() == 1
    lounge.refresh_from_db()
    assert lounge.posts == 1


def test_two_people_may_choose_the_same_nonce(lounge, alice, bob):
    lounge.post(alice, "hello", nonce="0123456789abcdef")
    lounge.post(bob, "hello", nonce="0123456789abcdef")
    assert Message.objects.count() == 2


def test_messages_of_one_author_stand_together_until_another_speaks(lounge, alice, bob):
    said = [lounge.post(person, "hello") for person in (alice, alice, bob, alice)]
    assert [message.continues for message in said] == [False, True, False, False]


def test_a_late_message_begins_anew(lounge, alice):
    lounge.post(alice, "hello")
    Message.objects.update(posted_at="2020-01-01T00:00Z")
    assert not lounge.post(alice, "still me").continues


def test_only_members_post(lounge, carol):
    with pytest.raises(NotAMember):
        lounge.post(carol, "hello")
    assert not Message.objects.exists()
    lounge.refresh_from_db()
    assert lounge.posts == 0


def test_nothing_is_posted_in_an_archived_room_until_it_is_restored(lounge, alice):
    lounge.archive()
    with pytest.raises(RoomIsArchived):
        lounge.post(alice, "hello")
    lounge.restore()
    lounge.post(alice, "hello")


def test_unread_is_what_was_posted_after_what_was_read(lounge, alice, bob):
    said = [lounge.post(alice, "hello") for _n in range(3)]
    membership = lounge.memberships.select_related("room").get(user=bob)
    assert membership.unread == 3
    membership.read_through(said[1].seq)
    assert membership.unread == 1
    membership.read_through(said[0].seq)
    assert lounge.memberships.select_related("room").get(user=bob).unread == 1


def test_changes_that_are_no_messages_are_not_unread(lounge, alice, bob, carol):
    lounge.admit(carol)
    lounge.revise("Salon", "")
    assert lounge.memberships.select_related("room").get(user=bob).unread == 0


def test_ones_own_messages_are_read(lounge, alice):
    lounge.post(alice, "hello")
    assert lounge.memberships.select_related("room").get(user=alice).unread == 0


def test_who_comes_late_has_read_everything(lounge, alice, carol):
    lounge.post(alice, "hello")
    lounge.admit(carol)
    assert lounge.memberships.select_related("room").get(user=carol).unread == 0


def test_open_rooms_are_visible_to_all_closed_ones_to_members(lounge, cellar, bob, carol):
    assert set(Room.objects.visible_to(bob)) == {lounge, cellar}
    assert set(Room.objects.visible_to(carol)) == {lounge}


def test_a_direct_conversation_is_visible_to_its_two_people_alone(alice, bob, carol):
    direct = Room.objects.direct_between(alice, bob)
    assert Room.objects.direct_between(bob, alice) == direct
    assert direct in Room.objects.visible_to(bob)
    assert direct not in Room.objects.visible_to(carol)
    assert direct not in Room.objects.listed_for(alice)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Tea & Cake", "tea-cake"),
        ("غرفة الشاي", "غرفة-الشاي"),
        ("🎉🎉", "room"),
        ("new", "new-2"),
        ("x" * 80, "x" * 60),
        ("../etc", "etc"),
    ],
)
def test_a_room_of_any_name_has_an_address(alice, client, name, slug):
    room = Room.objects.open_up(alice, name)
    assert room.slug == slug
    client.force_login(alice)
    assert client.get(room.get_absolute_url()).status_code == 200


def test_rooms_of_like_names_have_addresses_of_their_own(alice):
    assert [Room.objects.open_up(alice, name).slug for name in ("Tea!", "Tea?", "🎉", "🎈")] == [
        "tea",
        "tea-2",
        "room",
        "room-2",
    ]


def test_two_rooms_cannot_differ_by_capitals_alone(alice):
    Room.objects.open_up(alice, "Ärger")
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.open_up(alice, "ÄRGER")
