import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.setup import owner_link
from site_config.serving import endpoints


class Command(BaseCommand):
    help = "Bring the database and the static files up to date, then serve the site."

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
        )
        place = parser.add_mutually_exclusive_group()
        place.add_argument(
            "--port", type=int, default=8000, help="the port to listen on (default: %(default)s)"
        )
        place.add_argument(
            "--fd", type=int, help="an inherited socket to listen on, in place of host and port"
        )
        place.add_argument(
            "--unix", metavar="PATH", help="a Unix socket to listen on, in place of host and port"
        )
        parser.add_argument(
            "--no-prepare", action="store_true", help="neither migrate nor collect static files"
        )

    def handle(self, *, host, port, fd, unix, no_prepare, verbosity, **options):
        endpoint = _endpoint(host, port, fd, unix)
        if not no_prepare:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
        # Twisted takes its event loop when this is first imported.
        from site_config.serving.server import CannotListen, serve  # noqa: PLC0415

        is_port = fd is None and unix is None and "SITE_URL" not in os.environ
        address = f"http://{host}:{port}" if is_port else settings.SITE_URL
        self.stdout.write(f"Parley is on {address}")
        if link := owner_link():
            self.stdout.write(f"Make the owner's account: {link.replace(settings.SITE_URL, address)}")
        self.stdout.flush()
        try:
            serve(endpoint)
        except CannotListen as error:
            raise CommandError(f"Nobody can listen there: {error}") from None


def _endpoint(host: str, port: int, fd: int | None, unix: str | None) -> str:
    if fd is not None:
        return endpoints.inherited(fd)
    if unix is None:
        return endpoints.tcp(host, port)
    if not settings.BEHIND_PROXY:
        # Without the address of visitors nobody could sign in: how often one may try is counted by it.
        raise CommandError("A Unix socket is for a proxy: set BEHIND_PROXY=1, and X-Real-IP in the proxy.")
    try:
        return endpoints.unix(unix)
    except endpoints.InUse:
        raise CommandError(f"Another server listens on {unix}.") from None
    except OSError as error:
        raise CommandError(f"Nobody can listen on {unix}: {error}") from None
