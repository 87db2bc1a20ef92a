"""Whether every page shows the same as the database, and all that was acknowledged, once and in order."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from rooms.dom import named
from rooms.replay.log import Line, Log
from rooms.replay.site import Site
from tests.faults.client import Client, heading_in
from tests.faults.history import History, Post

# So many faults of one kind are told; more would only be long.
MOST_TOLD = 5
NEIGHBOURS = 2


@dataclass
class View:
    """What one page shows of one room.

    begins: the clock value from which it shows everything; heading: name, topic, number of members.
    """

    name: str
    room: int
    lines: list[Line]
    begins: int
    heading: list
    notes: list[str] = field(default_factory=list)
    fresh: bool = False

    @classmethod
    def of_client(cls, client: Client) -> "View":
        log = client.log
        note = (
            f"began anew {log.restarts} times; its connections ended with {dict(Counter(client.close_codes))}"
        )
        return cls(client.name, client.room["pk"], log.lines, log.begins, client.heading, [note])

    @classmethod
    def of_window(cls, window, shown: dict) -> "View":
        heading = [*shown["heading"][:2], int(shown["heading"][2])]
        return cls(window.name, window.room["pk"], shown["lines"], shown["begins"], heading)


def fresh_view(site: Site, person: dict, room: dict) -> View:
    """Return what a page shows that is loaded now, older pages included."""
    log = Log(room["pk"])
    way = f"/chat/{room['slug']}/?newest"
    heading = None
    while way:
        root = site.page(way, person["key"])
        heading = heading or heading_in(root)
        log.load(root)
        older = root.first(id=named("room", room["pk"], "older"))
        way = older.get("hx-get") if older else ""
    return View(f"a fresh page of {site.address}", room["pk"], log.lines, 0, heading, fresh=True)


def everything(stand: dict[int, dict], views: list[View], history: History) -> list[str]:
    """Return each fault as a text with its history. stand: how each room stands in the database."""
    wrong = []
    for room, standing in stand.items():
        posts = [post for post in history.posts if post.room == room]
        trial = Trial(standing, posts, [view for view in views if view.room == room], history)
        wrong += trial.stored() + trial.shown()
    return wrong


class Trial:
    """One room: rows of the database, posts of the pages, and what each page shows of it."""

    def __init__(self, standing: dict, posts: list[Post], views: list[View], history: History):
        self.standing = standing
        self.posts = posts
        self.views = views
        self.history = history
        keys = ("pk", "seq", "stamp", "number", "author", "nonce", "body")
        self.rows = [dict(zip(keys, row, strict=True)) for row in standing["rows"]]
        said = {post.nonce: post.text for post in posts if post.nonce}
        for row in self.rows:
            # What became of it since is another matter.
            row["said"] = said.get(row["nonce"], row["body"])
        self.seqs = [row["seq"] for row in self.rows]
        self.lines = [self._line(row) for row in self.rows]

    @staticmethod
    def _line(row: dict) -> Line:
        name, nonce = named("message", row["pk"]), row["nonce"] or ""
        return Line(name, row["seq"], row["author"], nonce, row["body"], row["stamp"])

    # The database

    def stored(self) -> list[str]:
        times = Counter(row["said"] for row in self.rows)
        acknowledged = [post for post in self.posts if post.acknowledged is not None]
        lost = [self._tell(f"LOST, not in the database: {p}", p) for p in acknowledged if not times[p.text]]
        doubled = [self._tell(f"DOUBLED in the database: {p}", p) for p in self.posts if times[p.text] > 1]
        return lost[:MOST_TOLD] + doubled[:MOST_TOLD] + self._disorder(acknowledged) + self._miscount()

    def _disorder(self, acknowledged: list[Post]) -> list[str]:
        """What was posted after another post was acknowledged must stand after it."""
        places = {row["said"]: row["seq"] for row in self.rows}
        known = sorted((p for p in acknowledged if p.text in places), key=lambda post: post.acknowledged)
        highest, done, wrong = None, 0, []
        for post in sorted((p for p in known), key=lambda post: post.posted):
            while done < len(known) and known[done].acknowledged < post.posted:
                if highest is None or places[known[done].text] > places[highest.text]:
                    highest = known[done]
                done += 1
            if highest and places[post.text] < places[highest.text]:
                wrong.append(
                    self._tell(f"OUT OF ORDER in the database: {post}\n  stands before {highest}", post)
                )
        return wrong[:MOST_TOLD]

    def _miscount(self) -> list[str]:
        numbers = [row["number"] for row in self.rows]
        if numbers == list(range(1, self.standing["posts"] + 1)) and len(set(self.seqs)) == len(self.seqs):
            return []
        return [f"the room counts {self.standing['posts']} messages, the rows are numbered {numbers[-20:]}"]

    # The pages

    def shown(self) -> list[str]:
        wrong = []
        for view in self.views:
            expected = self.lines[bisect_left(self.seqs, view.begins) :]
            if view.lines != expected:
                wrong.append(self._difference(view, expected))
            wrong += self._stale(view)
            if view.heading != self.standing["heading"]:
                wrong.append(f"HEADING of {view.name} says {view.heading}, not {self.standing['heading']}")
        return wrong

    def _stale(self, view: View) -> list[str]:
        """What stands beside the texts (reactions, quotes) must be what a fresh page shows."""
        fresh = next((other for other in self.views if other.fresh), view)
        beside = {line.id: line.beside for line in fresh.lines}
        differ = [line for line in view.lines if line.beside != beside.get(line.id, line.beside)]
        return [
            f"STALE on {view.name}: {line.id} says {line.beside!r}, not {beside[line.id]!r}"
            for line in differ[:MOST_TOLD]
        ]

    def _difference(self, view: View, expected: list[Line]) -> str:
        shown, wanted = Counter(view.lines), Counter(expected)
        missing = [line for line in expected if not shown[line]]
        strange = [line for line in view.lines if not wanted[line]]
        doubled = [line for line, times in shown.items() if times > 1]
        kinds = {"MISSING": missing, "DOUBLED": doubled, "STRANGE": strange}
        told = [f"{kind} on {view.name}: {len(lines)} lines" for kind, lines in kinds.items() if lines]
        told += view.notes
        for kind, lines in kinds.items():
            for line in lines[:MOST_TOLD]:
                told.append(self._tell_line(kind, view, line))
        if not (missing or strange or doubled):
            at = next(
                n for n, (one, other) in enumerate(zip(view.lines, expected, strict=True)) if one != other
            )
            told.append(self._tell_line("OUT OF ORDER", view, view.lines[at]))
        return "\n".join(told)

    def _tell_line(self, kind: str, view: View, line: Line) -> str:
        title = f"{kind} on {view.name}: {line.id}, clock {line.seq}, {line.text[:60]!r}"
        post = next((post for post in self.posts if post.text == line.text), None)
        return self._tell(f"{title}\n  {post}", post, view.name) if post else title

    # The history

    def _tell(self, title: str, post: Post, *names: str) -> str:
        seq = max((row["seq"] for row in self.rows if row["said"] == post.text), default=None)
        events = [f"    {event}" for event in self.history.around(post, *names)]
        around = [f"    {view.name}: {self._around(view.lines, seq)}" for view in self.views] if seq else []
        stored = [f"    the database: {self._around(self.lines, seq)}"] if seq else []
        return "\n".join([title, "  what happened:", *events, "  what is shown around it:", *stored, *around])

    @staticmethod
    def _around(lines: list[Line], seq: int) -> str:
        at = bisect_left([line.seq for line in lines], seq)
        near = lines[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        return " | ".join(f"{line.seq}: {line.text[:24]}" for line in near) or "nothing"
