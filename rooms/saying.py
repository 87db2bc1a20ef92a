"""What becomes of a line that somebody sends: it is said, or done where it is a command, or refused."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rooms import commands
from rooms.forms.message import MessageForm
from rooms.models import Message, Room


@dataclass(frozen=True, slots=True)
class Outcome:
    """message: what was said, or None; done: what a command did in its place, in words, or ""."""

    form: MessageForm
    message: Message | None = None
    done: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.form.errors)

    @property
    def reasons(self) -> str:
        return self.form.reasons()


def say(data, room: Room | None, author) -> Outcome:
    """Take what a page sends for a room. data: body, nonce and reply_to; room: only its key need be known."""
    form = MessageForm(data, room, author)
    if not form.is_valid():
        return Outcome(form)
    try:
        command, body = commands.find(form.cleaned_data["body"])
        if command:
            done = command.run(_own_room(room, author), author, body, form.cleaned_data["nonce"])
            if isinstance(done, commands.Done):
                return Outcome(form, done=str(done))
            body = done
    except commands.Refused as refused:
        form.add_error(None, str(refused))
        return Outcome(form)
    form.cleaned_data["body"] = body
    return Outcome(form, form.save())


def in_words(text: str) -> str:
    """Return what a text says. Raises commands.Refused where it is a command that does something else."""
    command, rest = commands.find(text)
    if command is None:
        return rest
    if not command.speaks:
        raise commands.Refused(_("This is a command: it is done when you send it, and not said."))
    return command.run(None, None, rest, "")


def as_typed(words: str) -> str:
    """Return what one types to say this."""
    try:
        is_plain = in_words(words) == words
    except commands.Refused:
        is_plain = False
    return words if is_plain else f"/{words}"


def _own_room(room: Room, author) -> Room:
    """Return the room whole, where `author` is a member of it and it is still talked in."""
    room = Room.objects.filter(pk=room.pk).select_related("home").first()
    if room is None or not room.gate.memberships.filter(user=author).exists():
        raise commands.Refused(MessageForm.not_a_member)
    if room.archived_at:
        raise commands.Refused(MessageForm.is_archived)
    return room
