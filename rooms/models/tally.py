from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from site_config.bidi import isolated

# Beyond so many, names are read on demand, and one's own sign is no longer marked: with each sign that is
# added the message goes to everybody anew.
NAMED = 20
MARKED = 500


class SignManager(models.Manager):
    """Signs that people give come with what is shown of these people, in one query."""

    def get_queryset(self):
        own = (field.name for field in self.model._meta.concrete_fields)
        shown = ("user__username", "user__display_name")
        return super().get_queryset().select_related("user").only(*own, *shown)


@dataclass(slots=True)
class Tally:
    """Who gave one sign to a message. sign: an emoji, or the number of an option.

    is_secret: only how many is told.
    """

    sign: str | int
    people: list = field(default_factory=list)
    is_secret: bool = False

    @property
    def count(self) -> int:
        return len(self.people)

    @property
    def by(self) -> str:
        """The primary keys of the first people, in which a stylesheet looks for one's own."""
        return "" if self.is_secret else " ".join(str(person.pk) for person in self.people[:MARKED])

    @property
    def names(self) -> str:
        """What the people are called; nothing where that would be a long list."""
        if self.is_secret or self.count > NAMED:
            return ""
        return ", ".join(isolated(person.name) for person in self.people)


def tallies(signs: Iterable[tuple]) -> list[Tally]:
    """Count signs, each with its person, in the order in which they were first given."""
    found: dict = {}
    for sign, person in signs:
        found.setdefault(sign, Tally(sign)).people.append(person)
    return list(found.values())
