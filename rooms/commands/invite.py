from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.commands.command import Command, Done, Refused
from rooms.forms.membership import InviteForm
from site_config.bidi import isolated


def _run(room, author, words: str, nonce: str) -> Done:
    room = room.gate
    if room.is_direct:
        raise Refused(_("This conversation is between the two of you."))
    if not words:
        raise Refused.too_short(invite)
    form = InviteForm({"username": words}, author=author)
    if not form.is_valid():
        raise Refused(form.reasons())
    person = form.cleaned_data["username"]
    room.admit(person)
    return Done(_("%(person)s is a member now.") % {"person": isolated(person.name)})


invite = Command(
    "invite", gettext_lazy("@username"), gettext_lazy("Make somebody a member of this room"), _run
)
