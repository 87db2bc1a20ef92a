from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from servestatic import ServeStaticASGI

# Names that the manifest storage made: their content never changes.
HASHED = r"^.+\.[0-9a-f]{12}\..+$"


def with_static_files(app):
    """Serve static files before the application: compressed and immutable; as they are in development."""
    if settings.DEBUG:
        return ASGIStaticFilesHandler(app)
    return ServeStaticASGI(
        app,
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        immutable_file_test=HASHED,
        max_age=3600,
        allow_all_origins=False,
    )
