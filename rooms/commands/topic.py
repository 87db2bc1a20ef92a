from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.commands.command import Command, Done, Refused
from rooms.forms.room import RoomForm


def _run(room, author, words: str, nonce: str) -> Done:
    if not room.is_managed_by(author):
        raise Refused(_("Only who looks after a room changes its topic."))
    if not words:
        # Whoever only asks what the topic is must not lose it.
        raise Refused.too_short(topic)
    form = RoomForm({"name": room.name, "topic": words}, instance=room, author=author)
    if not form.is_valid():
        raise Refused(form.reasons())
    room.revise(room.name, form.cleaned_data["topic"])
    return Done(_("The topic is changed."))


topic = Command("topic", gettext_lazy("what the room is about"), gettext_lazy("Change the topic"), _run)
