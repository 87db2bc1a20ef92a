import pytest

from accounts.models import Invitation, Site


@pytest.mark.django_db
@pytest.mark.usefixtures("no_mail")
def test_the_owner_decides_who_may_come_in(alice, enter):
    enter(alice).post("/site/", {"name": "The Lounge", "sign_up": "open"})
    site = Site.get()
    assert (site.name, site.sign_up) == ("The Lounge", "open")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_mail")
def test_a_new_name_stands_on_every_page_at_once(alice, enter, carol):
    assert "Parley" in carol.get("/accounts/login/").content.decode()
    enter(alice).post("/site/", {"name": "The Lounge", "sign_up": "open"})
    assert '<a class="banner__site" href="/">The Lounge</a>' in carol.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_the_site_is_read_once_a_minute(django_assert_num_queries):
    Site.current()
    with django_assert_num_queries(0):
        Site.current()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_mail")
def test_the_page_says_that_there_is_no_mail(alice, enter):
    assert "No mail is set up." in enter(alice).get("/site/").content.decode()


@pytest.mark.django_db
def test_the_page_says_that_there_is_mail(alice, enter, settings):
    settings.HAS_MAIL = True
    assert "Mail is set up" in enter(alice).get("/site/").content.decode()


@pytest.mark.django_db
def test_a_site_needs_a_name_and_the_page_says_so(alice, enter):
    response = enter(alice).post("/site/", {"name": "", "sign_up": "open"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert 'aria-describedby="id_name_error"' in page


@pytest.mark.django_db
def test_a_moderator_is_led_to_the_invitations(bob, enter):
    bob.take_role("moderator")
    bob.save()
    assert enter(bob).get("/site/").url == "/site/invitations/"


@pytest.mark.django_db
def test_a_moderator_makes_and_withdraws_invitations(alice, bob, enter):
    bob.change_role("moderator")
    bobs = enter(bob)
    bobs.post("/site/invitations/")
    invitation = Invitation.objects.get()
    assert invitation.invited_by == bob
    assert f'value="{invitation.link}" readonly' in bobs.get("/site/invitations/").content.decode()

    bobs.post(f"/site/invitations/{invitation.pk}/withdraw/")
    assert not Invitation.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_mail")
@pytest.mark.parametrize(
    ("typed", "stored"), [("15", 15), ("0", 0), ("", 0), (str(366 * 24 * 60), 366 * 24 * 60)]
)
def test_the_owner_decides_how_long_words_may_change(alice, enter, typed, stored):
    fields = {"name": "Parley", "sign_up": "open", "edit_minutes": typed, "retract_minutes": typed}
    alices = enter(alice)
    assert alices.post("/site/", fields).status_code == 302
    site = Site.get()
    assert (site.edit_minutes, site.retract_minutes) == (stored, stored)
    value = f' value="{stored}"' if stored else ""
    assert f'name="edit_minutes"{value}' in alices.get("/site/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_mail")
@pytest.mark.parametrize("typed", ["-1", "ten", "527041", "9" * 30])
def test_a_time_that_is_none_is_refused_beside_its_field(alice, enter, typed):
    fields = {"name": "Parley", "sign_up": "open", "edit_minutes": typed}
    response = enter(alice).post("/site/", fields)
    assert response.status_code == 422
    assert 'id="id_edit_minutes_error"' in response.content.decode()
    assert Site.get().edit_minutes == 0
