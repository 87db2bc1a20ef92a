"""Scenes come out the same each time, and never over real people's heads."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import Site, User
from rooms.forms.message import MessageForm
from rooms.forms.room import RoomForm
from rooms.models import Message, Room
from rooms.scenes import SCENES, hostile_names
from rooms.scenes.scene import password

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("name", SCENES)


def seed(name, *options):
    call_command("seed", "--scene", name, *options)


def standing():
    """Everything that a scene is made of, without keys."""
    people = list(
        User.objects.order_by("pk").values_list("username", "display_name", "role", "language", "email")
    )
    rooms = list(Room.objects.order_by("pk").values_list("name", "slug", "topic", "kind", "clock", "posts"))
    fields = ("room__name", "author__username", "seq", "number", "body", "posted_at", "continues")
    # A conversation of two is named after keys.
    rooms = [(name, name and slug, *rest) for name, slug, *rest in rooms]
    return Site.get().name, people, rooms, list(Message.objects.order_by("pk").values_list(*fields))


@EVERY
def test_a_scene_is_the_same_each_time(name):
    seed(name)
    first = standing()
    keys = set(User.objects.values_list("pk", flat=True))

    seed(name, "--fresh")

    assert standing() == first
    assert keys.isdisjoint(User.objects.values_list("pk", flat=True))


@EVERY
def test_a_scene_that_stands_is_left_alone(name, capsys):
    seed(name)
    first, messages = standing(), set(Message.objects.values_list("pk", flat=True))
    capsys.readouterr()

    seed(name)

    assert (standing(), set(Message.objects.values_list("pk", flat=True))) == (first, messages)
    assert "stood here already" in capsys.readouterr().out


@EVERY
def test_whoever_is_named_can_sign_in(name, capsys, rf):
    seed(name)

    told = capsys.readouterr().out
    for person in User.objects.all():
        assert f"  {person.username}  {person.name}" in told
    assert password() in told
    first = User.objects.order_by("pk").first()
    assert first.is_owner
    assert authenticate(rf.post("/"), username=first.username, password=password()) == first


def test_all_scenes_stand_side_by_side():
    for name in SCENES:
        seed(name)
    for name in SCENES:
        seed(name, "--fresh")

    assert User.objects.owners().count() == 1


def test_times_grow_in_every_room():
    for name in SCENES:
        seed(name)

    for room in Room.objects.all():
        times = list(room.messages.order_by("seq").values_list("posted_at", flat=True))
        assert times == sorted(times)
        assert room.last_posted_at == (times[-1] if times else None)


def test_real_people_are_left_in_peace(alice):
    with pytest.raises(CommandError, match="There are real people"):
        seed("small-team")

    assert User.objects.count() == 1


def test_by_force_a_scene_stands_among_real_people_and_owns_nothing(alice, lounge):
    seed("small-team", "--force")

    assert not User.objects.owners().exists()
    assert Site.get().name == "Parley"
    seed("small-team", "--fresh", "--force")
    assert Room.objects.filter(pk=lounge.pk).exists()


def test_a_name_that_is_taken_is_told_and_nothing_stays(alice):
    User.objects.create_user("jonas", password=None)

    with pytest.raises(CommandError, match="taken"):
        seed("small-team", "--force")

    assert set(User.objects.values_list("username", flat=True)) == {"alice", "jonas"}
    assert not Room.objects.exists()


def test_a_rooms_name_that_is_taken_is_told_and_nothing_stays(alice):
    Room.objects.open_up(alice, "LUNCH")

    with pytest.raises(CommandError, match="taken"):
        seed("small-team", "--force")

    assert User.objects.count() == 1


def test_a_scene_whose_people_spoke_elsewhere_stays(lounge):
    seed("small-team", "--force")
    maya = User.objects.get(username="maya")
    lounge.admit(maya)
    lounge.post(maya, "I was here")

    with pytest.raises(CommandError, match="spoke in other rooms"):
        seed("small-team", "--fresh", "--force")

    assert Room.objects.filter(name="Harbour office").exists()
    assert lounge.messages.count() == 1


def test_an_unknown_scene_is_refused_with_those_there_are():
    with pytest.raises(CommandError, match="small-team"):
        seed("no-such-thing")


@EVERY
def test_whatever_a_scene_says_a_page_could_have_sent(name, settings):
    seed(name)

    for room in Room.objects.exclude(kind__in=["direct", "thread"]):
        form = RoomForm({"name": room.name, "topic": room.topic}, instance=room, author=room.made_by)
        assert form.fields["name"].clean(room.name) == room.name
        form.cleaned_data = {"name": room.name, "topic": room.topic}
        assert (form.clean_name(), form.clean_topic()) == (room.name, room.topic)
    for message in Message.objects.select_related("room", "author"):
        field = MessageForm.base_fields["body"]
        assert field.clean(message.body).strip("\n").rstrip() == message.body
        assert len(message.body) <= settings.MESSAGE_LENGTH


def test_hostile_names_are_as_long_as_names_can_be():
    assert max(map(len, hostile_names.PEOPLE)) == User._meta.get_field("username").max_length
    assert max(map(len, hostile_names.PEOPLE.values())) == User._meta.get_field("display_name").max_length
    assert max(map(len, hostile_names.ROOMS)) == Room._meta.get_field("name").max_length
    assert max(map(len, hostile_names.ROOMS.values())) == Room._meta.get_field("topic").max_length
