from accounts.models import Site
from rooms.actions.action import Action


def _allows(user, message, membership, manages) -> bool:
    mine = membership is not None and message.author_id == user.pk
    stands = message.retracted_at is None and message.room.archived_at is None
    return stands and (manages or (mine and message.is_younger_than(Site.current().retract_minutes)))


retract = Action("retract", _allows)
