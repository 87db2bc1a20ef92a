from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from rooms.models import Message
from rooms.scenes import SCENES, set_scene
from rooms.scenes.scene import Scene, SpokeElsewhere, password, real_people


class Command(BaseCommand):
    help = "Set a scene: people, rooms and what was said, the same each time. For testing and for pictures."

    def add_arguments(self, parser):
        told = "; ".join(f"{name}: {play.__doc__}" for name, play in SCENES.items())
        parser.add_argument("--scene", required=True, choices=SCENES, metavar="NAME", help=told)
        parser.add_argument(
            "--fresh", action="store_true", help="take the scene away first, where it is there already"
        )
        parser.add_argument("--force", action="store_true", help="even where real people have accounts")

    def handle(self, *, scene, fresh, force, **options):
        if not force and real_people().exists():
            raise CommandError("There are real people on this site. --force sets the scene among them.")
        try:
            made = set_scene(scene, fresh)
        except SpokeElsewhere:
            raise CommandError(
                "Somebody of the scene spoke in other rooms, so nobody of it can go."
            ) from None
        except ValidationError as error:
            raise CommandError(f"A name of the scene is taken here: {' '.join(error.messages)}") from None
        except IntegrityError:
            raise CommandError("A room of the scene has a name that is taken here.") from None
        self._tell(made)

    def _tell(self, scene: Scene) -> None:
        rooms = scene.rooms
        said = Message.objects.filter(room__in=rooms).count()
        stands = "is set" if scene.is_new else "stood here already (--fresh sets it anew)"
        self.stdout.write(f"The scene {scene.name} {stands}.")
        self.stdout.write(f"{len(scene.people)} people, {len(rooms)} rooms, {said} messages.")
        self.stdout.write(f"Sign in on {settings.SITE_URL} with the password {password()} as")
        for person in scene.people.values():
            owner = " (owner)" if person.is_owner else ""
            self.stdout.write(f"  {person.username}  {person.name}{owner}")
