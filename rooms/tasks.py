"""What the server does by itself, as tasks: where they run is a setting (TASKS)."""

from django_tasks import task

from rooms.models import Later, Poll, Reminder


@task()
def send_later(pk: int) -> None:
    Later.objects.send(pk)


@task()
def ring(pk: int) -> None:
    Reminder.objects.ring(pk)


@task()
def end_poll(pk: int) -> None:
    Poll.objects.end(pk)


# What looks for it, and what does it.
DUE = {Later: send_later, Reminder: ring, Poll: end_poll}
