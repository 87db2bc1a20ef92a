from urllib.parse import urlsplit

import pytest
from django.conf import settings

from accounts.forms import people as people_forms
from accounts.models import LastOwnerError, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_mail")]


def test_an_owner_makes_a_moderator(alice, bob, enter):
    enter(alice).post("/site/people/bob/role/", {"role": "moderator"})
    bob.refresh_from_db()
    assert bob.role == "moderator"
    assert not bob.is_staff


def test_a_second_owner_gets_the_back_office_and_may_lose_it(alice, bob, enter):
    owner = enter(alice)
    owner.post("/site/people/bob/role/", {"role": "owner"})
    bob.refresh_from_db()
    assert bob.is_superuser
    owner.post("/site/people/bob/role/", {"role": "member"})
    bob.refresh_from_db()
    assert (bob.is_superuser, bob.is_staff) == (False, False)


@pytest.mark.parametrize("role", ["bot", "emperor", ""])
def test_there_are_no_other_roles_to_give(alice, bob, enter, role):
    enter(alice).post("/site/people/bob/role/", {"role": role})
    bob.refresh_from_db()
    assert bob.role == "member"


def test_the_last_owner_stays_owner(alice, enter):
    page = enter(alice).post("/site/people/alice/role/", {"role": "member"}, follow=True)
    alice.refresh_from_db()
    assert alice.is_owner
    assert "The site needs an owner." in page.content.decode()


def test_the_last_owner_stays_active(alice, enter):
    enter(alice).post("/site/people/alice/deactivate/")
    alice.refresh_from_db()
    assert alice.is_active


def test_an_owner_who_is_shut_out_does_not_count(alice, bob):
    bob.change_role("owner")
    bob.deactivate()
    with pytest.raises(LastOwnerError):
        alice.change_role("member")


def test_who_is_shut_out_is_out_at_once(alice, bob, enter, closed):
    bobs = enter(bob)
    key = bobs.session.session_key
    assert bobs.get("/settings/").status_code == 200

    enter(alice).post("/site/people/bob/deactivate/")

    assert bobs.get("/settings/").status_code == 302
    assert (bob.pk, key) in closed.one
    assert closed.all == [(bob.pk, "")]
    bobs.post("/accounts/login/", {"login": "bob", "password": "correct horse battery staple"})
    assert "_auth_user_id" not in bobs.session


def test_who_is_let_in_again_has_to_sign_in_again(alice, bob, enter, closed):
    bobs, owner = enter(bob), enter(alice)
    owner.post("/site/people/bob/deactivate/")
    owner.post("/site/people/bob/reactivate/")
    assert bobs.get("/settings/").status_code == 302
    assert enter(bob).get("/settings/").status_code == 200


def test_a_reset_link_sets_a_new_password_once(alice, bob, enter, carol):
    page = enter(alice).post("/site/people/bob/reset-link/")
    link = page.context["link"]
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert link.startswith(f"{settings.SITE_URL}/accounts/password/reset/key/")

    form = carol.get(urlsplit(link).path, follow=True)
    address = form.redirect_chain[-1][0]
    carol.post(address, {"password1": "another good pass phrase", "password2": "another good pass phrase"})

    bob.refresh_from_db()
    assert bob.check_password("another good pass phrase")
    again = carol.get(urlsplit(link).path, follow=True)
    assert "invalid" in again.content.decode()


def test_the_list_goes_on_after_a_page(alice, bob, enter, monkeypatch):
    monkeypatch.setattr(people_forms, "PEOPLE_PER_PAGE", 1)
    owner = enter(alice)
    first = owner.get("/site/people/")
    assert [person.username for person in first.context["people"]] == ["alice"]
    assert 'href="?after=alice"' in first.content.decode()
    second = owner.get("/site/people/?after=alice")
    assert [person.username for person in second.context["people"]] == ["bob"]
    assert second.context["following"] == ""


def test_people_are_found_by_either_name(alice, bob, enter):
    User.objects.filter(pk=bob.pk).update(display_name="Robert")
    owner = enter(alice)
    for text in ("ROB", "bo"):
        found = owner.get("/site/people/", {"q": text}).context["people"]
        assert [person.username for person in found] == ["bob"]


def test_people_are_listed_in_a_fixed_number_of_queries(alice, bob, enter, django_assert_max_num_queries):
    owner = enter(alice)
    User.objects.bulk_create(User(username=f"person{n}") for n in range(40))
    owner.get("/site/people/")
    with django_assert_max_num_queries(8):
        owner.get("/site/people/")


OWNERS_POST = ["role/", "deactivate/", "reactivate/", "reset-link/"]


@pytest.mark.parametrize("action", OWNERS_POST)
@pytest.mark.parametrize("role", ["moderator", "member"])
def test_only_owners_change_people(alice, bob, enter, action, role):
    User.objects.filter(pk=bob.pk).update(role=role)
    assert enter(bob).post(f"/site/people/alice/{action}", {"role": "member"}).status_code == 403


def test_moderators_see_people_and_nothing_to_press(alice, bob, enter):
    bob.change_role("moderator")
    page = enter(bob).get("/site/people/").content.decode()
    assert "alice" in page
    assert "deactivate" not in page


@pytest.mark.parametrize("page", ["/site/", "/site/people/", "/site/invitations/"])
def test_members_and_visitors_have_no_business_there(bob, enter, carol, page):
    refusal = enter(bob).get(page)
    assert refusal.status_code == 403
    assert "This is not for you" in refusal.content.decode()
    assert carol.get(page).url == f"/accounts/login/?next={page}"
