"""How much one person may ask of this process: a burst at once, then a steady rate."""

from time import monotonic

from django.conf import settings

# Buckets kept at most; the oldest are full again anyway.
MOST = 10_000


class Limit:
    """A token bucket for each key (https://en.wikipedia.org/wiki/Token_bucket).

    rate: tokens a second; burst: tokens in a full bucket.
    """

    def __init__(self, rate: float, burst: int):
        self.rate = rate
        self.burst = burst
        self._buckets: dict = {}

    def allows(self, key) -> bool:
        """Take one token of this key, if there is one."""
        now = monotonic()
        tokens, seen = self._buckets.pop(key, (self.burst, now))
        tokens = min(self.burst, tokens + (now - seen) * self.rate)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MOST:
            del self._buckets[next(iter(self._buckets))]
        return allowed


posts = Limit(settings.POST_RATE, settings.POST_BURST)
previews = Limit(rate=2, burst=20)
# Forms that make or change rooms and memberships.
changes = Limit(rate=0.5, burst=30)
# Small things on messages: reactions, votes.
presses = Limit(rate=1, burst=40)
# What is being written, kept now and then.
drafts = Limit(rate=2, burst=20)
# Frames of one socket, whatever they ask.
FRAME_RATE = 20
FRAME_BURST = 100
