import pytest
from django.conf import settings

from accounts import setup
from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_mail")]


def path_of(link):
    return link.removeprefix(settings.SITE_URL)


def test_whoever_opens_the_link_makes_the_owner(carol, answers):
    page = carol.get(path_of(setup.owner_link()), follow=True)
    assert "You are making the owner's account." in page.content.decode()

    response = carol.post("/accounts/signup/", answers("carol"))

    assert response.url == "/"
    owner = User.objects.get()
    assert (owner.username, owner.role) == ("carol", "owner")
    assert owner.is_staff
    assert owner.is_superuser


def test_the_link_goes_to_the_address_that_people_type(settings):
    settings.SITE_URL = "https://chat.example.org"
    assert setup.owner_link().startswith("https://chat.example.org/setup/")


@pytest.mark.usefixtures("alice")
def test_a_site_with_an_owner_prints_no_link():
    assert setup.owner_link() is None


def test_a_spent_link_says_so(carol, db, django_user_model):
    link = path_of(setup.owner_link())
    django_user_model.objects.create_superuser("alice")
    response = carol.get(link)
    assert response.status_code == 410
    assert "This site has an owner" in response.content.decode()


def test_a_wrong_link_is_not_found(carol):
    assert carol.get("/setup/wrong/").status_code == 404


def test_two_who_open_the_link_make_one_owner(carol, answers, client):
    link = path_of(setup.owner_link())
    carol.get(link)
    client.get(link)
    carol.post("/accounts/signup/", answers("carol"))

    late = client.post("/accounts/signup/", answers("dave"))

    assert late.status_code == 200  # the page that says no
    assert User.objects.get().username == "carol"


def test_nobody_may_sign_up_before_there_is_an_owner(carol, answers):
    response = carol.post("/accounts/signup/", answers("carol"))
    assert "no owner yet" in response.content.decode()
    assert not User.objects.exists()


def test_the_permission_is_used_up(carol, answers):
    carol.get(path_of(setup.owner_link()))
    carol.post("/accounts/signup/", answers("carol"))
    carol.post("/accounts/logout/")
    User.objects.all().delete()
    assert "no owner yet" in carol.get("/accounts/signup/").content.decode()
