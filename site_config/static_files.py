from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.http import HttpResponse
from servestatic import ServeStaticASGI

from site_config.stylesheets import as_saved, bundle

# Names that the manifest storage made: their content never changes.
HASHED = r"^.+\.[0-9a-f]{12}\..+$"


def shown_as_saved(response):
    """Have browsers ask again for what they would keep, or guess that they may (RFC 9111, 4.2.2)."""
    response.headers["Cache-Control"] = "no-cache"
    return response


class SavedFiles(ASGIStaticFilesHandler):
    """Static files as they were saved last."""

    def serve(self, request):
        # Hundreds of frames stand on a page of the pattern library: each would ask for all that is imported.
        if "whole" in request.GET:
            css = bundle(self.file_path(request.path), as_saved())
            return shown_as_saved(HttpResponse(css, content_type="text/css; charset=utf-8"))
        return shown_as_saved(super().serve(request))


def with_static_files(app):
    """Serve static files before the application: compressed and immutable; as they are in development."""
    if settings.DEBUG:
        return SavedFiles(app)
    return ServeStaticASGI(
        app,
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        immutable_file_test=HASHED,
        max_age=3600,
        allow_all_origins=False,
    )
