"""What a save does while one works on the looks (`make design`)."""

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import RequestFactory

from site_config.development import ReloadMiddleware, forget_fragments

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


def test_nothing_of_it_is_there_where_the_site_is_served(settings):
    assert "django_browser_reload" not in settings.INSTALLED_APPS
    assert not [name for name in settings.MIDDLEWARE if "Reload" in name]


def test_it_is_not_started_by_mistake():
    with pytest.raises(CommandError, match="say “make design”"):
        call_command("design")
