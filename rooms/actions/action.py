from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the menu beside a message: templates/rooms/actions/<name>.html.

    allows: takes user, message, membership (or None) and whether the user keeps order in the room.
    """

    name: str
    allows: Callable[..., bool]

    @property
    def template(self) -> str:
        return f"rooms/actions/{self.name}.html"

    def is_offered_to(self, user, message, membership) -> bool:
        """Whether `user` may do this with a message now. Views ask it again when it is done."""
        return self.allows(user, message, membership, message.room.is_kept_by(user, membership))
