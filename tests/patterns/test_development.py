"""What a save does while one works on the looks (`make design`)."""

import logging
import os
import socket

import pytest
from daphne.management.commands import runserver
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from site_config.development import ReloadMiddleware, forget_fragments
from site_config.static_files import SavedFiles

PAGE = "<html><body></body></html>"


@pytest.mark.parametrize("name", ["templates/rooms/fragments/message.html", "templates/base.html"])
def test_fragments_are_rendered_anew_once_a_template_was_saved(settings, name):
    caches["fragments"].set("message-1", "as it was")
    forget_fragments(None, file_path=settings.BASE_DIR / name)
    assert caches["fragments"].get("message-1") is None


def test_other_files_leave_them_alone(settings):
    caches["fragments"].set("message-1", "as it was")
    forget_fragments(None, file_path=settings.BASE_DIR / "rooms" / "log.py")
    assert caches["fragments"].get("message-1") == "as it was"


@pytest.mark.parametrize(("kind", "reloads"), [("document", True), ("iframe", False)])
@pytest.mark.urls("tests.patterns.reloading_urls")
def test_a_page_reloads_and_takes_its_frames_with_it(settings, kind, reloads):
    settings.DEBUG = True
    request = RequestFactory().get("/design/", headers={"Sec-Fetch-Dest": kind})
    answer = ReloadMiddleware(lambda request: HttpResponse(PAGE))(request)
    assert ("reload-listener.js" in answer.content.decode()) is reloads


def test_a_frame_of_the_library_asks_for_one_style_sheet():
    answer = SavedFiles(None).get_response(RequestFactory().get("/static/css/parley.css?whole"))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"].startswith("text/css")
    css = answer.content.decode()
    assert "@import" not in css
    assert ".message__body" in css


def test_a_saved_stylesheet_shows_where_a_browser_would_have_kept_the_last():
    answer = SavedFiles(None).get_response(RequestFactory().get("/static/css/base.css"))
    assert answer.headers["Cache-Control"] == "no-cache"


def test_so_does_what_was_saved_of_ones_own_stylesheet(settings):
    settings.DEBUG = True
    kept = HttpResponse("", headers={"Cache-Control": "public, max-age=86400"})
    answer = ReloadMiddleware(lambda request: kept)(RequestFactory().get("/people/1.css"))
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.django_db
def test_a_port_that_is_taken_is_told_at_once():
    with socket.create_server(("127.0.0.1", 0)) as other, override_settings(DEBUG=True):
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is not free"):
            call_command("design", port=port)


def test_nothing_of_it_is_there_where_the_site_is_served(settings):
    assert "django_browser_reload" not in settings.INSTALLED_APPS
    assert not [name for name in settings.MIDDLEWARE if "Reload" in name]


def test_it_is_not_started_by_mistake():
    with pytest.raises(CommandError, match="say “make design”"):
        call_command("design")


def test_the_links_that_it_printed_stay_on_the_screen():
    assert not logging.getLogger("django.channels.server").isEnabledFor(logging.INFO)


def test_what_went_wrong_is_told_once():
    django = logging.getLogger("django")
    assert (django.handlers, django.propagate) == ([], True)


@pytest.mark.django_db
def test_invitations_lead_to_the_port_that_it_took(monkeypatch):
    served = []
    monkeypatch.setenv("SITE_URL", "https://chat.example.org")
    monkeypatch.setattr(
        runserver.Command, "handle", lambda *args, **options: served.append(os.environ["SITE_URL"])
    )
    with override_settings(DEBUG=True):
        call_command("design", port=8123)
    assert served == ["http://127.0.0.1:8123"]
