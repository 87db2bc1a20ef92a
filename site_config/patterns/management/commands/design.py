import os
import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from accounts.setup import owner_link


class Command(BaseCommand):
    help = (
        "Serve the site to whoever changes its looks: pages reload when a template or a style sheet is saved."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--port", type=int, default=8000, help="the port to listen on (default: %(default)s)"
        )

    def handle(self, *, port: int, **options):
        if not settings.DEBUG:
            raise CommandError("This is for development: say “make design”, or set DEBUG=1.")
        # This runs again each time that Python code was saved.
        if DJANGO_AUTORELOAD_ENV not in os.environ:
            self._check_port(port)
            self._prepare(f"http://127.0.0.1:{port}")
        # Its own static files may be kept by browsers; ours (site_config/static_files.py) may not.
        call_command(
            "runserver", f"127.0.0.1:{port}", verbosity=0, skip_checks=True, use_static_handler=False
        )

    def _check_port(self, port: int) -> None:
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            raise CommandError(f"Port {port} is not free: “make design PORT=8001” takes another.") from None

    def _prepare(self, address: str) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        # For the process that serves: invitations made there lead there.
        os.environ["SITE_URL"] = address
        self.stdout.write(f"The patterns are on {address}/design/, the site on {address}/")
        if link := owner_link():
            self.stdout.write(f"Make the owner's account: {link.replace(settings.SITE_URL, address)}")
        self.stdout.flush()
