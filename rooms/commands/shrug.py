from django.utils.translation import gettext_lazy

from rooms.commands.command import Command

SHRUG = r"¯\\\_(ツ)\_/¯"


def _run(room, author, words: str, nonce: str) -> str:
    return f"{words} {SHRUG}".lstrip()


shrug = Command(
    "shrug", gettext_lazy("some words, or none"), gettext_lazy("Shrug, after some words"), _run, speaks=True
)
