from django.conf import settings
from django.db import migrations, models

import rooms.models.membership


def end_them(apps, schema_editor) -> None:
    """Delete the conversations of two with somebody who was deleted."""
    Room, User = apps.get_model("rooms", "Room"), apps.get_model(settings.AUTH_USER_MODEL)
    people = set(User.objects.values_list("pk", flat=True))
    directs = Room.objects.filter(direct_key__isnull=False).values_list("pk", "direct_key")
    ended = [pk for pk, key in directs if not people.issuperset(map(int, key.split(":")))]
    for pk in ended:
        Room.objects.filter(pk=pk).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0015_drafts_that_answer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(end_them, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=rooms.models.membership.with_conversations,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
