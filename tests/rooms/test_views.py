import pytest
from django.urls import reverse

from rooms import limits
from rooms.forms.room import RoomForm
from rooms.models import Message, Room
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client):
    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


def new_room(client, **data):
    return client.post(reverse("new-room"), {"topic": "", "kind": "open"} | data, follow=True)


def test_a_new_room_has_its_maker_as_host(as_, alice):
    page = new_room(as_(alice), name="Tea", kind="closed")
    assert "Tea" in page.content.decode()
    room = Room.objects.get()
    assert room.kind == Room.Kind.CLOSED
    assert room.memberships.get().is_host


@pytest.mark.parametrize("name", ["TEA", "tea ", "ｔｅａ"])
def test_a_room_of_the_same_name_is_refused_kindly(as_, alice, bob, name):
    Room.objects.open_up(alice, "Tea")
    page = new_room(as_(bob), name=name)
    assert page.status_code == 422
    assert "There is a room of that name already" in page.content.decode()
    assert name.strip() in page.content.decode()


@pytest.fixture
def nobody_may_change_more(monkeypatch):
    monkeypatch.setattr(limits.changes, "burst", 0)
    monkeypatch.setattr(limits.changes, "rate", 0)


@pytest.mark.usefixtures("nobody_may_change_more")
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("new-room", {"name": "A name", "topic": "A topic", "kind": "closed"}),
        ("edit-room", {"name": "A name", "topic": "A topic"}),
        ("members", {"username": "carol"}),
        ("end-room", {"name": "Cellar"}),
    ],
)
def test_who_changes_too_much_at_once_is_asked_to_wait_and_keeps_the_text(
    as_, cellar, alice, carol, name, typed
):
    before = Room.objects.values().get()
    page = as_(alice).post(reverse(name, args=[] if name == "new-room" else [cellar.slug]), typed)
    assert page.status_code == 422
    html = page.content.decode()
    assert "That was fast." in html
    for text in typed.values():
        assert f'value="{text}"' in html
    assert 'value="open" checked' not in html
    assert Room.objects.values().get() == before
    assert not cellar.memberships.filter(user=carol).exists()


@pytest.mark.usefixtures("nobody_may_change_more")
@pytest.mark.parametrize(
    "name", ["join-room", "leave-room", "archive-room", "restore-room", "dismiss-member"]
)
def test_who_presses_too_many_buttons_is_asked_to_wait(as_, lounge, alice, bob, name):
    before = Room.objects.values().get()
    extra = [bob.pk] if name == "dismiss-member" else []
    page = as_(alice).post(reverse(name, args=[lounge.slug, *extra]), follow=True)
    assert page.redirect_chain == [(lounge.get_absolute_url(), 302)]
    assert "That was fast." in page.content.decode()
    assert Room.objects.values().get() == before
    assert lounge.memberships.count() == 2


def test_guessing_usernames_is_limited(as_, cellar, alice, monkeypatch):
    monkeypatch.setattr(limits.changes, "rate", 0)
    client = as_(alice)
    for _n in range(limits.changes.burst):
        client.post(reverse("members", args=[cellar.slug]), {"username": "nobody"})
    page = client.post(reverse("members", args=[cellar.slug]), {"username": "nobody"})
    assert "That was fast." in page.content.decode()


def test_a_name_that_somebody_takes_this_very_moment_is_refused_kindly(as_, cellar, alice, monkeypatch):
    Room.objects.open_up(alice, "Tea")
    monkeypatch.setattr(RoomForm, "clean_name", lambda form: form.cleaned_data["name"])
    for path in (reverse("new-room"), reverse("edit-room", args=[cellar.slug])):
        page = as_(alice).post(path, {"name": "tea", "topic": "leaves", "kind": "open"})
        assert page.status_code == 422
        assert "There is a room of that name already" in page.content.decode()
        assert 'value="leaves"' in page.content.decode()
    assert Room.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200d", "x" * 81])
def test_a_room_needs_a_name_that_can_be_read(as_, alice, name):
    assert new_room(as_(alice), name=name).status_code == 422
    assert not Room.objects.exists()


# One character that is three when it is composed.
NOTE = "\U0001d160"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"name": NOTE * 80, "topic": ""}, "This name is too long."),
        ({"name": "Music", "topic": NOTE * 250}, "at most 250 characters (it has 750)"),
        ({"name": NOTE * 30 + "x", "topic": ""}, "at most 80 characters (it has 91)"),
    ],
    ids=["key", "topic", "name"],
)
def test_a_room_whose_name_or_topic_becomes_too_long_is_refused(as_, alice, typed, reason):
    page = as_(alice).post(reverse("new-room"), typed | {"kind": "open"}).content.decode()
    assert reason in page
    assert not Room.objects.exists()


def test_the_directory_finds_rooms_by_name_and_topic(as_, alice, carol):
    Room.objects.open_up(alice, "Tea", topic="Darjeeling")
    Room.objects.open_up(alice, "Coffee")
    Room.objects.open_up(alice, "Secret tea", kind="closed")
    page = as_(carol).get(reverse("rooms"), {"q": "DARJEELING"}).content.decode()
    assert "Tea" in page
    assert "Coffee" not in page
    assert "Secret" not in as_(carol).get(reverse("rooms"), {"q": "tea"}).content.decode()
    assert "Secret" in as_(alice).get(reverse("rooms"), {"q": "tea"}).content.decode()


def test_the_directory_is_paged(as_, alice):
    for n in range(35):
        Room.objects.open_up(alice, f"Room {n:02}")
    first = as_(alice).get(reverse("rooms"))
    assert len(first.context["rooms"]) == 30
    second = as_(alice).get(reverse("rooms"), {"from": first.context["next"]})
    assert [room.name for room in second.context["rooms"]] == [f"Room {n}" for n in range(30, 35)]


def test_an_outsider_finds_no_closed_room(as_, cellar, carol, alice):
    cellar.post(alice, "hidden treasure")
    client = as_(carol)
    for name in ("room", "messages", "members"):
        page = client.get(reverse(name, args=[cellar.slug]), {"before": 99})
        assert page.status_code == 404
        assert b"hidden treasure" not in page.content
    assert client.post(reverse("messages", args=[cellar.slug]), {"body": "x"}).status_code == 404
    assert client.post(reverse("join-room", args=[cellar.slug])).status_code == 404


def test_nobody_else_reads_a_direct_conversation(as_, alice, bob, carol):
    direct = Room.objects.direct_between(alice, bob)
    direct.post(alice, "between us")
    client = as_(carol)
    assert client.get(reverse("room", args=[direct.slug])).status_code == 404
    assert client.get(reverse("messages", args=[direct.slug]), {"before": 99}).status_code == 404
    for page in ("/direct/alice/", "/direct/bob/"):
        assert b"between us" not in client.get(page).content


def test_anonymous_people_are_asked_to_sign_in(client, lounge):
    answer = client.get(lounge.get_absolute_url())
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_a_message_can_be_posted_without_scripts(as_, lounge, alice):
    page = as_(alice).post(reverse("messages", args=[lounge.slug]), {"body": "plain <b>"}, follow=True)
    assert "plain &lt;b&gt;" in page.content.decode()


def test_the_same_form_sent_twice_posts_once(as_, lounge, alice):
    client = as_(alice)
    form = {"body": "once", "nonce": client.get(lounge.get_absolute_url()).context["nonce"]}
    client.post(reverse("messages", args=[lounge.slug]), form)
    client.post(reverse("messages", args=[lounge.slug]), form)
    assert Message.objects.count() == 1


def test_a_refused_message_comes_back_with_its_text_and_the_reason(as_, lounge, alice, settings):
    text = "long " * settings.MESSAGE_LENGTH
    page = as_(alice).post(reverse("messages", args=[lounge.slug]), {"body": text})
    assert page.status_code == 422
    assert text in page.content.decode()
    assert "characters too long" in page.content.decode()


def test_who_posts_too_fast_is_asked_to_wait_and_keeps_the_text(as_, lounge, alice, settings, monkeypatch):
    monkeypatch.setattr(limits.posts, "rate", 0)
    client = as_(alice)
    for _n in range(settings.POST_BURST):
        client.post(reverse("messages", args=[lounge.slug]), {"body": "spam"})
    page = client.post(reverse("messages", args=[lounge.slug]), {"body": "the last straw"})
    assert page.status_code == 422
    assert "the last straw" in page.content.decode()
    assert Message.objects.count() == settings.POST_BURST


def test_older_messages_come_a_page_at_a_time(as_, lounge, alice, settings):
    said = [lounge.post(alice, f"number {n}") for n in range(settings.MESSAGES_PER_PAGE * 2 + 10)]
    client = as_(alice)
    page = client.get(lounge.get_absolute_url())
    assert len(page.context["lines"]) == settings.MESSAGES_PER_PAGE
    assert "number 109" in page.context["lines"][-1]
    before = page.context["older"]
    assert before == said[60].seq
    older = client.get(reverse("messages", args=[lounge.slug]), {"before": before}).content.decode()
    assert "number 59<" in older
    assert "number 60<" not in older
    oldest = client.get(lounge.get_absolute_url(), {"before": said[10].seq})
    assert len(oldest.context["lines"]) == 10
    assert oldest.context["older"] is None
    forward = client.get(lounge.get_absolute_url(), {"after": said[9].seq})
    assert "number 10<" in forward.context["lines"][0]
    assert forward.context["newer"] == said[59].seq


def test_one_joins_an_open_room_and_leaves_it(as_, lounge, carol):
    client = as_(carol)
    assert b"Join this room" in client.get(lounge.get_absolute_url()).content
    client.post(reverse("join-room", args=[lounge.slug]))
    assert lounge.memberships.filter(user=carol).exists()
    client.post(reverse("leave-room", args=[lounge.slug]))
    assert not lounge.memberships.filter(user=carol).exists()


def test_members_bring_in_others_by_username(as_, cellar, bob, carol):
    client = as_(bob)
    client.post(reverse("members", args=[cellar.slug]), {"username": "@Carol"})
    assert cellar.memberships.filter(user=carol).exists()
    page = client.post(reverse("members", args=[cellar.slug]), {"username": "nobody"})
    assert "Nobody here has that username." in page.content.decode()


@pytest.mark.parametrize("typed", ["JÜRGEN", "Ju\u0308rgen", "ｊüｒｇｅｎ"])
def test_a_username_is_one_and_the_same_however_it_is_typed(as_, cellar, alice, typed):
    invited = person("jürgen")
    client = as_(alice)
    client.post(reverse("members", args=[cellar.slug]), {"username": typed})
    assert cellar.memberships.filter(user=invited).exists()
    assert client.get(f"/direct/{typed}/").context["other"] == invited


def test_hosts_manage_and_members_do_not(as_, cellar, alice, bob, carol):
    cellar.admit(carol)
    routes = [("edit-room", []), ("archive-room", []), ("end-room", []), ("dismiss-member", [carol.pk])]
    for name, extra in routes:
        assert as_(bob).post(reverse(name, args=[cellar.slug, *extra])).status_code == 403
    client = as_(alice)
    client.post(reverse("edit-room", args=[cellar.slug]), {"name": "Vault", "topic": "wine"})
    client.post(reverse("dismiss-member", args=[cellar.slug, carol.pk]))
    client.post(reverse("archive-room", args=[cellar.slug]))
    cellar.refresh_from_db()
    assert (cellar.name, cellar.topic) == ("Vault", "wine")
    assert cellar.archived_at
    assert not cellar.memberships.filter(user=carol).exists()


def test_a_room_is_deleted_only_by_its_name(as_, cellar, alice):
    client = as_(alice)
    page = client.post(reverse("end-room", args=[cellar.slug]), {"name": "celler"})
    assert page.status_code == 422
    assert "That is not the name of the room." in page.content.decode()
    assert 'value="celler"' in page.content.decode()
    client.post(reverse("end-room", args=[cellar.slug]), {"name": " Cellar "})
    assert not Room.objects.filter(pk=cellar.pk).exists()


def test_a_direct_conversation_is_a_page_or_a_panel(as_, alice, bob):
    client = as_(alice)
    page = client.get("/direct/bob/").content.decode()
    panel = client.get("/direct/bob/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in page
    assert "<html" not in panel
    assert 'class="panel"' in panel
    boosted = client.get("/direct/bob/", headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert "<html" in boosted.content.decode()


def test_the_policy_forbids_inline_scripts_and_styles(as_, lounge, alice):
    answer = as_(alice).get(lounge.get_absolute_url())
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    html = answer.content.decode()
    assert " style=" not in html
    assert " onclick=" not in html
    assert "<script>" not in html


def test_what_cannot_be_read_is_left_out_of_a_message(as_, lounge, alice):
    as_(alice).post(reverse("messages", args=[lounge.slug]), {"body": "a\x00b\x1b[31mc\r\nd"})
    assert Message.objects.get().body == "ab[31mc\nd"


def test_an_address_with_a_nul_is_a_bad_request(client):
    client.raise_request_exception = False

    assert client.get("/chat/?q=%00").status_code == 400
    assert client.get("/chat/%00/").status_code == 400


@pytest.mark.parametrize("number", ["9" * 5000, "٣", "-1", "1e3", ""])
def test_a_number_that_is_none_of_ours_is_no_error(as_, lounge, alice, number):
    message = lounge.post(alice, "one")
    message.edit("two")
    client = as_(alice)
    for name in ("history", "reactions"):
        assert client.get(reverse(name, args=["lounge", message.pk]), {"before": number}).status_code == 200
    for path in ("/saved/", "/mentions/"):
        assert client.get(path, {"before": number}).status_code == 200
    assert client.post("/post/", {"room": number, "body": "x"}).status_code == 200


@pytest.mark.parametrize(("name", "data"), [("react", {"emoji": "👍"}), ("pin", {}), ("retract", {})])
def test_what_happens_to_a_room_that_is_deleted_meanwhile_is_no_error(
    as_, lounge, alice, monkeypatch, name, data
):
    message = lounge.post(alice, "one")
    lock = Room.lock

    def deleted_before_the_lock(room):
        Room.objects.filter(pk=room.pk).delete()
        lock(room)

    monkeypatch.setattr(Room, "lock", deleted_before_the_lock)
    assert as_(alice).post(reverse(name, args=["lounge", message.pk]), data).status_code == 404
