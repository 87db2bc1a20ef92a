"""What the site tells one reader."""

from site_config.patterns import cast
from site_config.patterns.catalogue.kinds import fragment


def _reminder(*args):
    return lambda: {"reminder": cast.reminder(cast.message(*args))}


ENTRIES = [
    fragment(
        "reminder",
        "main",
        {
            "plain": _reminder("Call me about the ferry."),
            "note": lambda: {"reminder": cast.note("Water the plants")},
            "hostile-note": lambda: {"reminder": cast.note(cast.HOSTILE)},
            "long": _reminder(cast.LONG * 4, cast.LONGEST),
            "right-to-left": _reminder("صباح الخير", cast.AMIRA),
            "hostile": _reminder(cast.HOSTILE, cast.MALLORY),
        },
    ),
    fragment(
        "notice",
        "page",
        {
            "none": lambda: {"text": "", "is_done": False},
            "plain": lambda: {"text": "That was fast. Wait a moment, then send it again.", "is_done": False},
            "done": lambda: {"text": "Your poll is asked.", "is_done": True},
            "long": lambda: {"text": f"{cast.LONG} " * 4, "is_done": False},
            "right-to-left": lambda: {
                "text": "كان ذلك سريعًا. انتظر لحظة ثم أرسل مرة أخرى.",
                "is_done": False,
            },
            "hostile": lambda: {"text": cast.HOSTILE, "is_done": False},
        },
    ),
]
