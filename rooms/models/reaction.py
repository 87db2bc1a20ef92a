from django.conf import settings
from django.db import models

from rooms.emoji import LONGEST
from rooms.models.tally import SignManager

# How many different ones a message takes.
MOST = 20
# How many of the last reactions are looked at for what a person likes to use.
LOOKED_AT = 100


class ReactionManager(SignManager):
    def recent_of(self, user, most: int) -> list[str]:
        """Return the emoji that `user` used last, the latest first."""
        used = user.reactions.order_by("-pk").values_list("emoji", flat=True)[:LOOKED_AT]
        return list(dict.fromkeys(used))[:most]


class Reaction(models.Model):
    """An emoji that somebody put to a message. The first of its kind decides the place among the others."""

    # The constraint and the index below begin with them.
    message = models.ForeignKey(
        "rooms.Message", on_delete=models.CASCADE, related_name="reactions", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions", db_index=False
    )
    emoji = models.CharField(max_length=LONGEST)

    GOES_WITH_WORDS = True

    objects = ReactionManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "user", "emoji"], name="one_reaction_of_a_kind"),
        ]
        indexes = [models.Index(fields=["user", "id"], name="reactions_of_a_person")]

    def __str__(self) -> str:
        return self.emoji

    @property
    def sign(self) -> str:
        return self.emoji
