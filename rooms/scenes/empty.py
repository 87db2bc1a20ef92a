"""An owner, and nothing else yet."""


def play(scene) -> None:
    scene.person("olive", "Olive Marsh")
