from rooms.delivery.socket import Socket


class Person:
    """Somebody with open pages in this process, and how far they have read each of their rooms.

    read: number of the last message read, by room.
    moves: how often a membership began or ended, as far as it was heard here.
    """

    def __init__(self, pk: int):
        self.pk = pk
        self.sockets: set[Socket] = set()
        self.read: dict[int, int] = {}
        self.moves = 0

    def unread(self, room: int, posts: int) -> int:
        return max(0, posts - self.read.get(room, posts))

    def has_read(self, room: int, number: int) -> bool:
        """Note a reading; False when that was known already."""
        if room not in self.read or self.read[room] >= number:
            return False
        self.read[room] = number
        return True
