from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.commands.command import Command, Refused


def _run(room, author, words: str, nonce: str) -> str:
    if not words:
        raise Refused(_("Say what you do: /me waves"))
    mark = "_" if "*" in words else "*"
    return f"{mark}{words}{mark}"


me = Command("me", gettext_lazy("what you do"), gettext_lazy("Say what you do"), _run, speaks=True)
