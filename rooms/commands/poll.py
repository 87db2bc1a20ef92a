import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.commands.command import Command, Done, Refused
from rooms.forms.poll import PollForm
from rooms.models.poll import MOST

BETWEEN = re.compile(r"[|\n]")


def _run(room, author, words: str, nonce: str) -> Done:
    question, *options = (part.strip() for part in BETWEEN.split(words))
    options = [option for option in options if option]
    if len(options) > MOST:
        raise Refused(_("A poll has %(most)d options at most.") % {"most": MOST})
    answers = {f"option_{number}": option for number, option in enumerate(options, 1)}
    form = PollForm({"question": question, "nonce": nonce, **answers}, room, author)
    if not question or not options:
        raise Refused(_("Ask, and give the options: /poll Tea or coffee? | Tea | Coffee"))
    if not form.is_valid() or not form.save():
        raise Refused(form.reasons())
    return Done(_("Your poll is asked."))


poll = Command("poll", gettext_lazy("question | option | option"), gettext_lazy("Let people vote"), _run)
