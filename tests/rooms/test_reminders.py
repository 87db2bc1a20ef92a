"""Being reminded of a message."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rooms import alarm, moments
from rooms.models import Reminder
from rooms.models.due import MOST
from tests.sockets import open_room

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")


def remind(client, message, headers=None, **answers):
    address = reverse("remind", args=[message.room.slug, message.pk])
    return client.post(address, answers, headers=headers or {})


def listed(client) -> str:
    return client.get("/reminders/").content.decode()


def due_now(reminder) -> None:
    Reminder.objects.filter(pk=reminder.pk).update(due_at=timezone.now())


def minutes_until(moment) -> int:
    return round((moment - timezone.now()).total_seconds() / 60)


# When


def test_in_an_hour(client, lounge, alice, bob):
    said = lounge.post(alice, "call me")
    client.force_login(bob)
    answer = remind(client, said, {"hx-request": "true"}, soon="hour").content.decode()
    assert "You will be reminded" in answer
    assert minutes_until(Reminder.objects.get().due_at) == 60
    assert "call me" in listed(client)


def test_tomorrow_at_nine_is_nine_where_one_lives(client, lounge, alice, bob):
    bob.time_zone = "Pacific/Auckland"
    bob.save()
    client.force_login(bob)
    remind(client, lounge.post(alice, "call me"), soon="tomorrow")
    due = Reminder.objects.get().due_at.astimezone(ZoneInfo("Pacific/Auckland"))
    assert (due.hour, due.minute) == (9, 0)
    assert due.date() == datetime.now(ZoneInfo("Pacific/Auckland")).date() + timedelta(days=1)


def test_a_day_and_an_hour_of_ones_choice(client, lounge, alice, bob):
    client.cookies["tz"] = "America/New_York"
    client.force_login(bob)
    said = lounge.post(alice, "call me")
    form = client.get(reverse("remind", args=["lounge", said.pk])).content.decode()
    assert "Times are those of America/New_York" in form
    day = datetime.now(ZoneInfo("America/New_York")).date() + timedelta(days=3)
    assert remind(client, said, day=day.isoformat(), hour="17:30").url == "/reminders/"
    due = Reminder.objects.get().due_at.astimezone(ZoneInfo("America/New_York"))
    assert (due.date(), due.hour, due.minute) == (day, 17, 30)


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        ("2027-03-27", "09:00", (27, 8, 0)),
        ("2027-03-29", "09:00", (29, 7, 0)),
        # 2:30 is left out in the night in which summer time begins, and comes twice in that in which it ends.
        ("2027-03-28", "02:30", (28, 1, 30)),
        ("2027-10-31", "02:30", (31, 0, 30)),
    ],
)
def test_hours_are_those_of_the_wall_when_clocks_change(day, hour, utc):
    with timezone.override(BERLIN):
        moment = moments.at(
            datetime.fromisoformat(day).date(), datetime.fromisoformat(f"{day} {hour}").time()
        )
    assert (moment.day, moment.hour, moment.minute) == utc
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({}, "Choose a day and a time."),
        ({"day": "2020-01-01", "hour": "09:00"}, "This moment has passed."),
        ({"day": "2999-01-01", "hour": "09:00"}, "This is too far away."),
        ({"day": "0001-01-01", "hour": "00:00"}, "has passed."),
        ({"day": "9999-12-31", "hour": "23:59"}, "This is too far away."),
        ({"day": "soon", "hour": "x"}, "Enter a valid date."),
        ({"soon": "never"}, "Choose a day and a time."),
    ],
)
def test_what_is_no_moment_to_come_is_refused_with_a_reason(client, lounge, alice, bob, answers, reason):
    client.force_login(bob)
    for zone in ("Pacific/Kiritimati", "America/New_York"):
        client.cookies["tz"] = zone
        answer = remind(client, lounge.post(alice, "call me"), **answers)
        assert answer.status_code == 422
        assert "passed" in answer.content.decode() or reason in answer.content.decode()
    assert not Reminder.objects.exists()


def test_one_has_so_many_reminders_at_most(client, lounge, alice, bob):
    said = lounge.post(alice, "call me")
    Reminder.objects.bulk_create(
        [Reminder(user=bob, message=said, due_at=timezone.now() + timedelta(days=1))] * MOST
    )
    client.force_login(bob)
    assert "very many reminders" in remind(client, said, soon="hour").content.decode()
    assert Reminder.objects.count() == MOST


def test_what_rings_hides_what_its_message_hides(client, lounge, alice, bob):
    said = lounge.post(alice, "||the gardener|| did it")
    client.force_login(bob)
    remind(client, said, soon="hour")
    due_now(Reminder.objects.get())
    alarm.look()
    page = client.get("/chat/").content.decode()
    assert "▒▒▒ did it" in page
    assert "gardener" not in page
    said.retract()
    assert (
        '<span class="quote__gone" aria-labelledby="retracted-label">'
        in client.get("/chat/").content.decode()
    )


def test_an_outsider_is_reminded_of_nothing(client, cellar, bob, carol):
    client.force_login(carol)
    assert remind(client, cellar.post(bob, "hidden"), soon="hour").status_code == 404


def test_nobody_dismisses_what_is_anothers(client, lounge, alice, bob):
    reminder = Reminder.objects.remind(bob, lounge.post(alice, "call me"), timezone.now())
    client.force_login(alice)
    client.post(reverse("end-reminder", args=[reminder.pk]))
    assert Reminder.objects.count() == 1


# Of what one notes oneself


def test_a_note_needs_no_message(client, bob):
    client.force_login(bob)
    assert "What it is about" in client.get(reverse("new-reminder")).content.decode()
    day = (timezone.now() + timedelta(days=3)).date().isoformat()
    answer = client.post(reverse("new-reminder"), {"note": "water the plants", "day": day, "hour": "9:00"})
    assert answer.url == "/reminders/"
    assert "water the plants" in listed(client)


def test_a_note_without_words_is_refused(client, bob):
    client.force_login(bob)
    answer = client.post(reverse("new-reminder"), {"note": " ", "soon": "hour"})
    assert answer.status_code == 422
    assert not Reminder.objects.exists()


def test_very_many_notes_are_refused(client, bob):
    for number in range(MOST):
        Reminder.objects.note(bob, f"number {number}", timezone.now() + timedelta(days=1))
    client.force_login(bob)
    answer = client.post(reverse("new-reminder"), {"note": "one more", "soon": "hour"})
    assert "very many reminders" in answer.content.decode()
    # What is there already only moves.
    assert client.post(reverse("new-reminder"), {"note": "number 0", "soon": "hour"}).status_code == 302


# That it rings


@pytest.mark.django_db(transaction=True)
class TestRinging:
    def test_it_rings_when_its_moment_has_come_and_not_before(self, client, lounge, alice, bob):
        reminder = Reminder.objects.remind(
            bob, lounge.post(alice, "call me"), timezone.now() + timedelta(hours=1)
        )
        client.force_login(bob)
        alarm.look()
        assert f"reminder-{reminder.pk}" not in client.get("/settings/").content.decode()
        due_now(reminder)
        alarm.look()
        for path in ("/settings/", "/chat/lounge/"):
            assert f'id="reminder-{reminder.pk}"' in client.get(path).content.decode()
        assert "Dismiss" in listed(client)
        client.post(reverse("end-reminder", args=[reminder.pk]))
        assert f"reminder-{reminder.pk}" not in client.get("/settings/").content.decode()
        assert not Reminder.objects.exists()

    def test_a_note_rings_too(self, client, bob):
        due_now(Reminder.objects.note(bob, "water <the> plants", timezone.now() + timedelta(hours=1)))
        alarm.look()
        client.force_login(bob)
        assert "water &lt;the&gt; plants</a>" in client.get("/settings/").content.decode()

    def test_of_what_one_may_no_longer_read_nobody_is_reminded(self, client, cellar, bob):
        reminder = Reminder.objects.remind(bob, cellar.post(bob, "between us"), timezone.now())
        cellar.dismiss(bob)
        alarm.look()
        client.force_login(bob)
        assert "between us" not in client.get("/settings/").content.decode()
        assert "between us" not in listed(client)
        assert Reminder.objects.due() == []
        assert reminder.pk

    @pytest.mark.usefixtures("hub_of_its_own")
    async def test_all_pages_of_the_person_are_told_once_and_nobody_elses(self, lounge, alice, bob):
        said = await sync_to_async(lounge.post)(alice, "call me")
        async with open_room(lounge, bob, bob, alice) as (laptop, phone, alices):
            reminder = await sync_to_async(Reminder.objects.remind)(bob, said, timezone.now())
            await sync_to_async(alarm.look)()
            await sync_to_async(alarm.look)()
            for page in (laptop, phone):
                assert f'id="reminder-{reminder.pk}"' in await page.until("upsert:#reminders")
            pk = reminder.pk
            await sync_to_async(Reminder.objects.dismiss)(bob, pk)
            for page in (laptop, phone):
                assert "upsert:#reminders" not in await page.until(f"delete:#reminder-{pk}")
            await alices.post(lounge, "bye")
            assert "#reminder" not in await alices.until("bye")

    @pytest.mark.usefixtures("hub_of_its_own")
    async def test_a_page_that_was_away_is_told_when_it_is_back(self, lounge, alice, bob):
        said = await sync_to_async(lounge.post)(alice, "call me")
        reminder = await sync_to_async(Reminder.objects.remind)(bob, said, timezone.now())
        await sync_to_async(alarm.look)()
        async with open_room(lounge, bob, alice) as (bobs, alices):
            assert f'id="reminder-{reminder.pk}"' in "".join(bobs.frames)
            assert "reminder-" not in "".join(alices.frames)

    def test_an_edit_asks_as_little_whatever_the_number_of_those_reminded(self, cellar, alice, bob):
        said = cellar.post(alice, "call me")

        def queries(words: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                said.edit(words)
            return len(asked)

        Reminder.objects.remind(bob, said, timezone.now())
        alarm.look()
        with_one = queries("call me at nine")
        for _n in range(5):
            Reminder.objects.remind(bob, said, timezone.now())
        alarm.look()
        assert queries("call me at ten") == with_one

    @pytest.mark.usefixtures("hub_of_its_own")
    async def test_who_may_no_longer_read_learns_that_its_message_is_gone_and_nothing_else_of_it(
        self, cellar, lounge, alice, bob
    ):
        said = await sync_to_async(cellar.post)(alice, "call me")
        await sync_to_async(Reminder.objects.remind)(bob, said, timezone.now())
        await sync_to_async(alarm.look)()
        await sync_to_async(cellar.dismiss)(bob)
        async with open_room(lounge, alice, bob) as (alices, bobs):
            await sync_to_async(said.edit)("the key is under the stone")
            await alices.post(lounge, "done")
            assert "reminder-" not in await bobs.until("done")
            await sync_to_async(said.retract)()
            assert "the key" not in await bobs.until("#reminder-")
