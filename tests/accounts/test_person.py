import pytest

pytestmark = pytest.mark.django_db


def test_a_profile_shows_a_person_and_a_way_to_write_to_them(alice, bob, enter):
    page = enter(bob).get("/people/Alice/").content.decode()
    assert '<h1 class="person__name" dir="auto">Alice</h1>' in page
    assert 'href="/direct/alice/"' in page


def test_ones_own_profile_leads_to_the_settings(bob, enter):
    page = enter(bob).get("/people/bob/").content.decode()
    assert 'href="/direct/bob/"' not in page


def test_nobody_has_no_profile(bob, enter):
    assert enter(bob).get("/people/nobody/").status_code == 404


def test_visitors_see_no_profiles(alice, carol):
    assert carol.get("/people/alice/").status_code == 302


def test_ones_own_stylesheet_is_kept_by_browsers_for_ever(carol):
    response = carol.get("/people/7/en/own.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert "Cookie" not in response.get("Vary", "")
    assert '[data-author="7"]' in response.content.decode()


def test_a_large_number_is_written_plainly(carol, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    assert '[data-author="1234567"]' in carol.get("/people/1234567/en/own.css").content.decode()
