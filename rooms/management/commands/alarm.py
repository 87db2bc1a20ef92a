import signal

from django.core.management.base import BaseCommand

from rooms.alarm import Alarm


class Command(BaseCommand):
    """For plain daphne, which does not say when it begins. Other servers see to this themselves."""

    help = (
        "Do what is due (reminders, messages sent later) until it is stopped, beside a server that does not"
    )

    def handle(self, **_options):
        alarm = Alarm()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: alarm.stop())
        alarm.run()
