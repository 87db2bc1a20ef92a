from collections.abc import Iterable
from dataclasses import dataclass, field

from site_config.bidi import isolated

# Beyond so many, names are read on demand, and one's own sign is no longer marked: with each sign that is
# added the message goes to everybody anew.
NAMED = 20
MARKED = 500


@dataclass(slots=True)
class Tally:
    """Who gave one sign to a message: a reaction, a vote. sign: the emoji, or the number of the option."""

    sign: str | int
    people: list = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.people)

    @property
    def by(self) -> str:
        """The primary keys of the first people, in which a stylesheet looks for one's own."""
        return " ".join(str(person.pk) for person in self.people[:MARKED])

    @property
    def names(self) -> str:
        """What the people are called; nothing where that would be a long list."""
        return ", ".join(isolated(person.name) for person in self.people) if self.count <= NAMED else ""


def tallies(signs: Iterable[tuple]) -> list[Tally]:
    """Count signs, each with its person, in the order in which they were first given."""
    found: dict = {}
    for sign, person in signs:
        found.setdefault(sign, Tally(sign)).people.append(person)
    return list(found.values())
