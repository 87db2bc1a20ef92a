from accounts.models import Site
from rooms.actions.action import Action


def _allows(user, message, membership, _manages) -> bool:
    mine = membership is not None and message.author_id == user.pk
    stands = message.retracted_at is None and message.room.archived_at is None
    return mine and stands and message.is_younger_than(Site.current().edit_minutes)


edit = Action("edit", _allows)
