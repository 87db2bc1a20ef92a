import pytest
from django.core.exceptions import ValidationError

from accounts import names
from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_mail")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Carol", "carol"),
        ("ＣＡＲＯＬ", "carol"),
        ("Jürgen", "jürgen"),
        ("Ju\u0308rgen", "jürgen"),
        ("فاطمة", "فاطمة"),
        ("花子", "花子"),
    ],
)
def test_a_username_is_kept_in_one_form(carol, answers, site_is, typed, kept):
    site_is("open")
    carol.post("/accounts/signup/", answers(typed))
    assert User.objects.exclude(role="owner").get().username == kept


@pytest.mark.parametrize("again", ["BOB", "Bob", "ｂｏｂ", "bob "])
def test_a_username_is_taken_whatever_its_case_or_width(carol, answers, site_is, bob, again):
    site_is("open")
    response = carol.post("/accounts/signup/", answers(again))
    assert "A user with that username already exists." in response.content.decode()
    assert User.objects.exclude(role="owner").get() == bob


@pytest.mark.parametrize(
    "name",
    [
        "a/b",
        "..",
        "a..",
        ".a",
        "a b",
        "a@b",
        "bob\u202e",
        "b\u200bob",
        "bo\nb",
        "a?b",
        "a#b",
        "me",
        "room",
        "Room",
        "ｒｏｏＭ",
        "x" * 41,
        "-",
    ],
)
def test_a_username_that_would_not_do_is_refused(carol, answers, site_is, name):
    site_is("open")
    response = carol.post("/accounts/signup/", answers(name))
    assert 'id="id_username_error"' in response.content.decode()
    assert not User.objects.exclude(role="owner").exists()


def test_the_case_that_was_typed_becomes_the_display_name(carol, answers, site_is):
    site_is("open")
    carol.post("/accounts/signup/", answers("CarolAnne"))
    assert User.objects.get(username="carolanne").name == "CarolAnne"


@pytest.mark.parametrize("typed", ["BOB", "ｂｏｂ", "bob@example.org"])
def test_one_signs_in_by_username_in_any_case_and_by_email(carol, bob, typed):
    carol.post("/accounts/login/", {"login": typed, "password": "correct horse battery staple"})
    assert carol.session["_auth_user_id"] == str(bob.pk)


def test_what_is_too_long_for_a_name_or_an_address_is_nobodys(carol, bob):
    tried = {"login": "bob" + "\u0301" * 252, "password": "correct horse battery staple"}
    assert "at most 254 characters (it has 255)" in carol.post("/accounts/login/", tried).content.decode()


# Each of them is eighteen characters when it is written out.
LIGATURES = "\ufdfa" * 80


def test_a_display_name_that_becomes_too_long_is_refused_at_the_door(carol, answers, site_is):
    site_is("open")
    page = carol.post("/accounts/signup/", answers(display_name=LIGATURES)).content.decode()
    assert "at most 80 characters (it has 1440)" in page
    assert not User.objects.filter(username="carol").exists()


def test_a_display_name_that_becomes_too_long_is_refused_in_the_settings(bob, enter):
    changed = {"display_name": LIGATURES, "language": "", "time_zone": ""}
    assert "at most 80 characters (it has 1440)" in enter(bob).post("/settings/", changed).content.decode()
    bob.refresh_from_db()
    assert bob.display_name == "Bob"


@pytest.mark.parametrize("name", ["a\u202eb", "a\nb", "a\u2066b", "a\x00b"])
def test_a_display_name_does_not_upset_the_text_around_it(name):
    with pytest.raises(ValidationError):
        names.validate_display_name(name)


@pytest.mark.parametrize("name", ["Zoë Müller", "👩‍👩‍👧 family", "محمد"])
def test_a_display_name_may_be_almost_anything(name):
    names.validate_display_name(name)
