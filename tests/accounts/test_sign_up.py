import re
from datetime import timedelta

import pytest
from django.core import mail as post
from django.utils import timezone

from accounts.models import User

SIGN_UP = "/accounts/signup/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(alice):
    return alice.invitations.create()


@pytest.mark.usefixtures("no_mail")
def test_anybody_signs_up_at_an_open_site(carol, answers, site_is):
    site_is("open")
    response = carol.post(SIGN_UP, answers("carol", display_name="Carol C."))
    assert response.url == "/"
    newcomer = User.objects.get(username="carol")
    assert (newcomer.name, newcomer.role, newcomer.is_staff) == ("Carol C.", "member", False)


@pytest.mark.usefixtures("no_mail")
def test_nobody_signs_up_at_a_closed_site(carol, answers, site_is, invitation):
    site_is("closed")
    carol.get(invitation.get_absolute_url())
    response = carol.post(SIGN_UP, answers("carol"))
    assert "This site takes nobody new" in response.content.decode()
    assert not User.objects.filter(username="carol").exists()


@pytest.mark.usefixtures("no_mail")
def test_without_an_invitation_the_page_says_whom_to_ask(carol, answers, site_is):
    site_is("invitation")
    response = carol.post(SIGN_UP, answers("carol"))
    assert "You need an invitation" in response.content.decode()
    assert not User.objects.filter(username="carol").exists()


@pytest.mark.usefixtures("no_mail")
def test_an_invitation_lets_one_in_and_says_who_invited(carol, answers, site_is, invitation):
    site_is("invitation")
    page = carol.get(invitation.get_absolute_url(), follow=True)
    assert "<bdi>Alice</bdi> invited you to <bdi>Parley</bdi>." in page.content.decode()

    carol.post(SIGN_UP, answers("carol"))

    assert User.objects.get(username="carol").role == "member"
    invitation.refresh_from_db()
    assert invitation.uses == 1
    assert "entrance_invitation" not in carol.session


@pytest.mark.usefixtures("no_mail")
def test_an_invitation_that_expired_meanwhile_lets_nobody_in(carol, answers, site_is, invitation):
    site_is("invitation")
    carol.get(invitation.get_absolute_url())
    invitation.expires_at = timezone.now() - timedelta(seconds=1)
    invitation.save()
    response = carol.post(SIGN_UP, answers("carol"))
    assert "You need an invitation" in response.content.decode()
    assert not User.objects.filter(username="carol").exists()


def spoil_by_time(invitation):
    invitation.expires_at = timezone.now()
    invitation.save()


def spoil_by_withdrawal(invitation):
    invitation.delete()


def spoil_by_inviter_shut_out(invitation):
    User.objects.filter(pk=invitation.invited_by_id).update(is_active=False)


def spoil_by_inviter_demoted(invitation):
    User.objects.filter(pk=invitation.invited_by_id).update(role="member")


@pytest.mark.parametrize(
    "spoil", [spoil_by_time, spoil_by_withdrawal, spoil_by_inviter_shut_out, spoil_by_inviter_demoted]
)
def test_an_invitation_that_has_ended_says_so(carol, invitation, spoil):
    spoil(invitation)
    response = carol.get(invitation.get_absolute_url())
    assert response.status_code == 410
    assert "This invitation has ended" in response.content.decode()


def test_who_is_in_needs_no_invitation(bob, enter, invitation):
    assert enter(bob).get(invitation.get_absolute_url()).url == "/"


@pytest.mark.usefixtures("no_mail")
def test_an_email_address_is_optional_without_mail_and_not_confirmed(carol, answers, site_is):
    site_is("open")
    response = carol.post(SIGN_UP, answers("carol", email="carol@example.org"))
    assert response.url == "/"
    assert post.outbox == []


@pytest.mark.usefixtures("mail")
def test_with_mail_one_comes_in_by_the_code_that_was_sent(carol, answers, site_is):
    site_is("open")
    response = carol.post(SIGN_UP, answers("carol", email="carol@example.org"))
    assert response.url == "/accounts/confirm-email/"
    assert "_auth_user_id" not in carol.session

    letter = post.outbox[0]
    assert letter.subject.startswith("[Parley] ")
    assert "Hello from Parley!" in letter.body
    code = re.search(r"^([0-9A-Z]{3,}-?[0-9A-Z]{2,})$", letter.body, re.MULTILINE)[1]
    response = carol.post("/accounts/confirm-email/", {"code": code})

    assert response.url == "/"
    assert carol.session["_auth_user_id"] == str(User.objects.get(username="carol").pk)


@pytest.mark.usefixtures("mail")
def test_with_mail_an_address_is_asked_for(carol, answers, site_is):
    site_is("open")
    response = carol.post(SIGN_UP, answers("carol"))
    assert 'id="id_email_error"' in response.content.decode()
    assert not User.objects.filter(username="carol").exists()


@pytest.mark.usefixtures("mail")
def test_a_wrong_code_lets_nobody_in(carol, answers, site_is):
    site_is("open")
    carol.post(SIGN_UP, answers("carol", email="carol@example.org"))
    response = carol.post("/accounts/confirm-email/", {"code": "WRONG1"})
    assert 'id="id_code_error"' in response.content.decode()
    assert "_auth_user_id" not in carol.session
