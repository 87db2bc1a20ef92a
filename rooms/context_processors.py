from rooms.models import Reminder
from rooms.sidebar import Sidebar


def sidebar(request) -> dict:
    """The list of rooms for any page; a room's own page puts in one that knows which room it shows.

    And the reminders that rang.
    """
    # A request that was refused early has no user yet, and the page that says so is rendered all the same.
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    return {"sidebar": Sidebar(user), "reminders": Reminder.objects.rung(user)}
