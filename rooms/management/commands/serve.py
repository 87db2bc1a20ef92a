import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.setup import owner_link


class Command(BaseCommand):
    help = "Bring the database and the static files up to date, then serve the site."

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
        )
        parser.add_argument(
            "--port", type=int, default=8000, help="the port to listen on (default: %(default)s)"
        )
        parser.add_argument(
            "--fd", type=int, help="an inherited socket to listen on, in place of host and port"
        )
        parser.add_argument(
            "--no-prepare", action="store_true", help="neither migrate nor collect static files"
        )

    def handle(self, *, host, port, fd, no_prepare, verbosity, **options):
        if not no_prepare:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
        # Twisted takes its event loop when this is first imported.
        from site_config.serving.server import serve  # noqa: PLC0415

        address = settings.SITE_URL if "SITE_URL" in os.environ else f"http://{host}:{port}"
        self.stdout.write(f"Parley is on {address}")
        if link := owner_link():
            self.stdout.write(f"Make the owner's account: {link.replace(settings.SITE_URL, address)}")
        self.stdout.flush()
        serve(f"fd:fileno={fd}" if fd is not None else f"tcp:port={port}:interface={host}")
