"""What happened when: the witness when something is missing."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Post:
    """Something that a page said. posted, acknowledged: seconds since the history began."""

    room: int
    by: str
    nonce: str
    text: str
    posted: float
    reply_to: str = ""
    acknowledged: float | None = None
    times_sent: int = 0

    def __str__(self) -> str:
        known = "never acknowledged" if self.acknowledged is None else f"acknowledged {self.acknowledged:.3f}"
        again = f", sent {self.times_sent} times" if self.times_sent > 1 else ""
        return f"{self.by} posted {_short(self.text)} at {self.posted:.3f}, {known}{again}"


@dataclass(frozen=True, slots=True)
class Event:
    at: float
    who: str
    what: str

    def __str__(self) -> str:
        return f"{self.at:9.3f}  {self.who:<12}  {self.what}"


@dataclass
class History:
    """Everything that was said and done, by one clock."""

    began: float = field(default_factory=time.monotonic)
    events: list[Event] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    acknowledged: int = 0

    @property
    def now(self) -> float:
        return time.monotonic() - self.began

    def tell(self, who: str, what: str) -> None:
        self.events.append(Event(self.now, who, what))

    def posted(self, room: int, by: str, nonce: str, text: str, reply_to: str = "") -> Post:
        post = Post(room, by, nonce, text, self.now, reply_to)
        self.posts.append(post)
        return post

    def acknowledge(self, post: Post) -> None:
        if post.acknowledged is None:
            post.acknowledged = self.now
            self.acknowledged += 1

    def around(self, post: Post, *pages: str, margin: float = 2) -> list[str]:
        """Return what the nemesis and these pages did about the time of a post."""
        until = (post.acknowledged or self.now) + margin
        return [
            str(event)
            for event in self.events
            if post.posted - margin <= event.at <= until and event.who in ("nemesis", post.by, *pages)
        ]


def _short(text: str) -> str:
    return repr(text if len(text) < 60 else f"{text[:57]}...")
