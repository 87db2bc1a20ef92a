import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts import zones
from accounts.models import User

pytestmark = pytest.mark.django_db


def save(device, **changes):
    return device.post("/settings/", {"display_name": "", "language": "", "time_zone": ""} | changes)


def test_a_person_is_served_in_their_language(bob, enter):
    device = enter(bob)
    save(device, language="de")
    page = device.get("/settings/", headers={"accept-language": "fr"})
    assert page["Content-Language"] == "de"
    assert '<html lang="de"' in page.content.decode()


def test_without_a_choice_the_browser_decides(bob, enter):
    assert enter(bob).get("/settings/", headers={"accept-language": "ar"})["Content-Language"] == "ar"


def test_an_address_that_is_none_says_so_in_the_language(bob, enter):
    device = enter(bob)
    save(device, language="de")
    page = device.get("/nowhere/", headers={"accept-language": "fr"})
    assert page.status_code == 404
    assert '<html lang="de"' in page.content.decode()
    assert "Hier ist nichts" in page.content.decode()


def test_a_form_that_is_refused_unread_is_refused_in_the_language(bob):
    User.objects.filter(pk=bob.pk).update(language="de")
    device = Client(enforce_csrf_checks=True)
    device.force_login(bob)
    page = device.post("/settings/", headers={"accept-language": "fr"})
    assert page.status_code == 403
    assert "Diese Seite war zu lange offen" in page.content.decode()


def test_whoever_tries_too_often_is_told_so_in_the_language(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    device = Client(headers={"accept-language": "fr"})
    for _again in range(2):
        page = device.post("/accounts/login/", {"login": "x", "password": "y"})
    assert page.status_code == 429
    assert "Attendez quelques minutes" in page.content.decode()


@pytest.fixture
def zone_of(rf):
    """The zone in which a view would run."""
    from accounts.middleware import PreferencesMiddleware

    def zone_of(user, **cookies):
        request = rf.get("/")
        request.user = user
        request.COOKIES = {"parley": "x"} | cookies
        PreferencesMiddleware(None).process_view(request, None, (), {})
        return timezone.get_current_timezone_name()

    yield zone_of
    timezone.deactivate()
    translation.activate("en")


def test_a_person_is_served_in_their_time_zone(zone_of):
    assert zone_of(User(time_zone="Asia/Tokyo"), tz="Europe/Berlin") == "Asia/Tokyo"


def test_without_a_choice_the_device_decides(zone_of):
    assert zone_of(User(), tz="Europe/Berlin") == "Europe/Berlin"


@pytest.mark.parametrize("cookie", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "x" * 5000, "\x00"])
def test_a_device_that_says_nonsense_gets_utc(zone_of, cookie):
    assert zone_of(User(), tz=cookie) == "UTC"


def test_nobodys_zone_is_left_behind(bob, enter):
    User.objects.filter(pk=bob.pk).update(time_zone="Asia/Tokyo")
    enter(bob).get("/settings/")
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Olympus"}, {"language": "tlh"}, {"display_name": "a\u202eb"}]
)
def test_nonsense_is_refused(bob, enter, wrong):
    assert save(enter(bob), **wrong).status_code == 422


def test_what_was_chosen_is_kept(bob, enter):
    save(enter(bob), display_name=" Bobby ", language="ja", time_zone="America/Argentina/Ushuaia")
    bob.refresh_from_db()
    assert (bob.name, bob.language, bob.time_zone) == ("Bobby", "ja", "America/Argentina/Ushuaia")


def test_every_zone_on_offer_exists():
    offered = [name for _area, cities in zones.choices()[1:] for name, _city in cities]
    assert len(offered) > 300
    assert all(zones.find(name) for name in offered)


def test_asking_after_the_process_asks_nothing_of_the_database(bob, enter, django_assert_num_queries):
    device = enter(bob)
    with django_assert_num_queries(0):
        device.get(f"/people/{bob.pk}/en/own.css")
