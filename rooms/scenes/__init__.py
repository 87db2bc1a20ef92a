"""Scenes: people, rooms and what was said, the same each time (`manage.py seed --scene NAME`)."""

from django.db import transaction

from rooms.scenes import busy_room, empty, hostile_names, rich_messages, right_to_left, small_team
from rooms.scenes.scene import Scene

SCENES = {
    "empty": empty,
    "small-team": small_team,
    "busy-room": busy_room,
    "rich-messages": rich_messages,
    "right-to-left": right_to_left,
    "hostile-names": hostile_names,
}


@transaction.atomic
def set_scene(name: str, fresh: bool = False) -> Scene:
    """Set a scene, unless it stands here already; with `fresh`, in place of that one.

    Raises scene.SpokeElsewhere, and ValidationError or IntegrityError where a name is taken.
    """
    scene = Scene(name)
    if fresh:
        scene.strike()
    if not scene.is_set:
        SCENES[name].play(scene)
        scene.is_new = True
    return scene
