"""Which emoji a person has at hand."""

from rooms import emoji
from rooms.models import Reaction

TONE = "tone"


def tone_of(request) -> int:
    """Return the tone of skin that one chose on this device, as its place in emoji.TONES."""
    return request.session.get(TONE, 0)


def quick_for(request) -> list[str]:
    """Return the few that one can press at once: one's latest, filled up with what most people take."""
    most = len(emoji.QUICK)
    usual = (emoji.toned(sign, tone_of(request)) for sign in emoji.QUICK)
    return list(dict.fromkeys([*Reaction.objects.recent_of(request.user, most), *usual]))[:most]
