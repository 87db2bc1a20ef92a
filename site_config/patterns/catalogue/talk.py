"""What the log, the composer and the pages of conversations are shown with."""

from django.conf import settings
from django.template.loader import get_template

from rooms.forms.message import EditForm, MessageForm
from rooms.models import Revision
from rooms.models.draft import LONGEST
from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import refused


def rendered(messages) -> list[str]:
    template = get_template("rooms/fragments/message.html")
    return [template.render({"message": message}) for message in messages]


def formatted(text: str) -> str:
    """A text as a message shows it."""
    return cast.message(text).markup


def log(room=cast.HARBOUR, messages=(), older=None, newer=None, **context) -> dict:
    """Return what rooms/log.html documents."""
    return {
        "room": room,
        "log_name": room.name,
        "lines": rendered(messages),
        "older": older,
        "newer": newer,
        "unread": 0,
        "cursor": room.clock,
        **context,
    }


def too_long(body: str) -> MessageForm:
    """A form that says what is wrong with a message."""
    form = MessageForm({"body": body, "nonce": "abcdefgh"}, cast.HARBOUR, cast.NOBODY)
    return refused(form, body=f"This is {len(body)} characters too long.")


def editor(body: str, error: str = "", **context) -> dict:
    """Return what rooms/editor.html documents. error: why these words were refused."""
    message = cast.message("Ahoy")
    form = EditForm({"body": body}, message, cast.NOBODY, allowed=True)
    errors = {"body": error} if error else {}
    return {"message": message, "form": refused(form, **errors), "on_page": False, **context}


def history(*bodies: str, earlier: int | None = None) -> dict:
    """Return what rooms/revisions.html documents."""
    revisions = [Revision(pk=pk, body=body, revised_at=cast.NOON) for pk, body in enumerate(bodies, 1)]
    return {"message": cast.message("Ahoy", edited_at=cast.NOON), "revisions": revisions, "earlier": earlier}


HISTORIES = {
    "one": lambda: history("The ferry leaves at seven."),
    "many": lambda: history(*[cast.PARAGRAPHS, cast.FORMATTED, cast.CODE, "Ahoy"] * 5, earlier=3),
    "long": lambda: history(cast.LONG * 9),
    "right-to-left": lambda: history("صباح الخير"),
    "hostile": lambda: history(cast.HOSTILE, cast.HOSTILE),
}


def composer(room=cast.HARBOUR, form=None, placeholder="Message to Harbour", **context) -> dict:
    """Return what rooms/composer.html documents."""
    return {
        "room": room,
        "form": form,
        "refused": form is not None,
        "preview": None,
        "reply_to": None,
        "nonce": "abcdefgh",
        "draft": "",
        "draft_mark": "0",
        "draft_length": LONGEST,
        "placeholder": placeholder,
        "message_length": settings.MESSAGE_LENGTH,
        "autofocus": False,
        **context,
    }


def conversation(messages=(), room=cast.HARBOUR, **context) -> dict:
    """Return log and composer together, as pages have them."""
    return composer(room, read=room.clock) | log(room, messages) | context


def of_two(messages=(), other=cast.JONAS, **context) -> dict:
    """The same for a conversation of two."""
    about = {"other": other, "is_here": True, "log_name": other.name, "membership": cast.member(cast.MAYA)}
    about["placeholder"] = f"Message to {other.name}"
    return conversation(messages, cast.direct()) | about | context


def under(original, messages=(), **context) -> dict:
    """The same for a thread under a message."""
    about = {"original": original, "home": cast.HARBOUR, "following": True, "log_name": "Thread"}
    about |= {"membership": cast.member(cast.MAYA), "placeholder": "Reply in the thread"}
    return conversation(messages, cast.thread()) | about | context


def in_room(messages=(), people=tuple(cast.PEOPLE), room=cast.HARBOUR, **context) -> dict:
    """What rooms/page.html documents."""
    about = {
        "membership": cast.member(cast.MAYA, is_host=True),
        "manages": True,
        "members": 12,
        "people": list(people),
        "people_total": len(people),
    }
    return conversation(messages, room) | about | context
