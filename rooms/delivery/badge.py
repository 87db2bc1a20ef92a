"""What the row of a room says of what is unread there."""

from dataclasses import dataclass

# How much of a room somebody wants to hear (rooms.models.Membership.Involvement).
EVERYTHING, MENTIONS, NOTHING = "everything", "mentions", "nothing"


@dataclass(frozen=True, slots=True)
class Badge:
    """count: messages that are shown as unread; mentions: how many of them mention one; muted: bool."""

    count: int = 0
    mentions: int = 0
    muted: bool = False

    @classmethod
    def of(cls, involvement: str, unread: int, mentions: int) -> "Badge":
        """What somebody is shown of a room by their involvement in it."""
        if involvement == NOTHING:
            return cls(muted=True)
        return cls(mentions if involvement == MENTIONS else max(unread, mentions), mentions)
