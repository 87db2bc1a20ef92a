"""What a room is called on somebody's page: a conversation of two bears the other person's name."""

from django.contrib.auth import get_user_model

from rooms import addresses
from rooms.delivery import events


def label_of(room) -> dict[str, list[str]]:
    """Return [name, address, kind] by the viewer's primary key, or for everyone.

    An archived room has none: what has no label stands in nobody's list of rooms.
    """
    if room.archived_at:
        return {}
    if not room.is_direct:
        return {events.EVERYONE: [room.title, room.get_absolute_url(), room.kind]}
    people = {person.pk: person for person in get_user_model().objects.filter(pk__in=room.direct_user_pks)}
    one, other = (people[pk] for pk in room.direct_user_pks)
    return {
        str(viewer.pk): [them.name, addresses.of_direct(them.username), room.kind]
        for viewer, them in ((one, other), (other, one))
    }
