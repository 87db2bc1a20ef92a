"""What only those who change the site need: what was rendered is made anew when a template is saved."""

from pathlib import Path

from django.template.autoreload import get_template_directories
from django.utils.autoreload import file_changed
from django_browser_reload.middleware import BrowserReloadMiddleware

from rooms import fragments
from site_config.static_files import shown_as_saved


class ReloadMiddleware(BrowserReloadMiddleware):
    """Has pages reload when something was saved. What stands in a frame is reloaded by the page around it."""

    def maybe_inject(self, request, response) -> None:
        shown_as_saved(response)
        if request.headers.get("Sec-Fetch-Dest") != "iframe":
            super().maybe_inject(request, response)


def forget_fragments(sender, file_path: Path, **kwargs) -> None:
    """Fragments are rendered once and kept: not when their template was saved."""
    if any(folder in file_path.parents for folder in get_template_directories()):
        fragments.forget()


def watch() -> None:
    file_changed.connect(forget_fragments, dispatch_uid="forget_fragments")
