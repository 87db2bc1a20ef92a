from urllib.parse import urlsplit

import pytest
from allauth.usersessions.models import UserSession

from accounts.passwords import reset_link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_mail")]

OLD = "correct horse battery staple"
NEW = "another good pass phrase"


def change_password(device):
    device.post("/accounts/password/change/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})


def test_signing_out_closes_the_pages_of_that_session(bob, enter, closed):
    device = enter(bob)
    key = device.session.session_key
    device.post("/accounts/logout/")
    assert closed.one == [(bob.pk, key)]


def test_ending_other_sessions_closes_their_pages_only(bob, enter, closed):
    desk, phone = enter(bob), enter(bob)
    phone_key = phone.session.session_key
    desk.post("/accounts/sessions/")
    assert closed.one == [(bob.pk, phone_key)]
    assert phone.get("/settings/").status_code == 302
    assert desk.get("/settings/").status_code == 200


def test_a_new_password_ends_all_sessions_but_ones_own(bob, enter, closed):
    desk, phone = enter(bob), enter(bob)
    key = desk.session.session_key
    change_password(desk)
    assert closed.all == [(bob.pk, key)]
    assert desk.get("/settings/").status_code == 200
    assert phone.get("/settings/").status_code == 302


def test_signing_out_after_a_new_password_closes_pages_opened_before_it(bob, enter, closed):
    desk = enter(bob)
    before = desk.session.session_key
    change_password(desk)
    after = desk.session.session_key
    assert before != after
    desk.post("/accounts/logout/")
    assert closed.one == [(bob.pk, before), (bob.pk, after)]


def test_a_session_ended_from_elsewhere_closes_pages_opened_under_its_earlier_key(bob, enter, closed):
    desk = enter(bob)
    before = desk.session.session_key
    change_password(desk)
    after = desk.session.session_key
    phone = enter(bob, NEW)
    phone.post("/accounts/sessions/")
    assert closed.one == [(bob.pk, before), (bob.pk, after)]
    assert UserSession.objects.count() == 1


def test_a_password_set_by_a_link_ends_every_session(bob, enter, closed):
    desk = enter(bob)
    bob.refresh_from_db()
    path = urlsplit(reset_link(bob)).path
    address = desk.get(path).url
    desk.post(address, {"password1": NEW, "password2": NEW})
    assert closed.all == [(bob.pk, "")]
    assert desk.get("/settings/").status_code == 302
