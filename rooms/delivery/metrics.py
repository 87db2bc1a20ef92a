class Metrics:
    """What this process has delivered, and who cannot keep up.

    loop_delay: by how many seconds the event loop was late when it was looked at last.
    """

    def __init__(self):
        self.deliveries = 0
        self.bytes = 0
        self.gaps = 0
        self.lagged = 0
        self.abandoned = 0
        self.loop_delay = 0.0
        self.lagging: set = set()

    def delivered(self, pages: int, frame) -> None:
        self.deliveries += pages
        self.bytes += pages * len(frame.wire)
