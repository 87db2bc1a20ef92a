from rooms.sidebar import Sidebar


def sidebar(request) -> dict:
    """The list of rooms for any page; a room's own page puts in one that knows which room it shows."""
    return {"sidebar": Sidebar(request.user)} if request.user.is_authenticated else {}
