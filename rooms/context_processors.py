from rooms.sidebar import Sidebar


def sidebar(request) -> dict:
    """The list of rooms for any page; a room's own page puts in one that knows which room it shows."""
    # A request that was refused early has no user yet, and the page that says so is rendered all the same.
    user = getattr(request, "user", None)
    return {"sidebar": Sidebar(user)} if user and user.is_authenticated else {}
