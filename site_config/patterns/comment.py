"""What a template says of itself: the comment at its top is the only place where that is written.

    {% comment %}
    #message-<pk>: one line of a log. Broadcast: message_posted.
      message: Message, with author loaded
    {% endcomment %}

The first lines say what it is: its DOM id, `Broadcast: …` (who sends it to many pages at once), `Landmark: …`
(what screen readers go to) and `HTML: …` (values that are markup already). Each line with two spaces before
it names variables; several stand on one line with a semicolon between them.
"""

import re
from dataclasses import dataclass, field

COMMENT = re.compile(r"\{%\s*comment\b[^%]*%\}(.*?)\{%\s*endcomment\s*%\}", re.DOTALL)
VARIABLE = re.compile(r"([a-z_A-Z][\w.]*(?:, [a-z_A-Z][\w.]*)*): (.+)")


@dataclass(frozen=True)
class Comment:
    """what: words for people; id: with names of variables in <>; variables: by name, what they are."""

    what: str = ""
    id: str = ""
    broadcasts: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)

    def may_be_none(self, name: str) -> bool:
        return "or None" in self.variables.get(name, "")


def comment_of(source: str) -> Comment | None:
    """Return what the first comment of a template says; None where there is none."""
    found = COMMENT.search(source)
    if not found:
        return None
    lines = [line.rstrip() for line in found[1].strip("\n").splitlines()]
    head = " ".join(line for line in lines if line and not line.startswith("  "))
    identity = re.match(r"#([\w<>.-]+)[:,]? ?", head)
    return Comment(
        what=_without_marks(head),
        id=identity[1] if identity else "",
        broadcasts=_marked("Broadcast", head),
        landmarks=_marked("Landmark", head),
        html=_marked("HTML", head),
        variables=_variables([line.strip() for line in lines if line.startswith("  ")]),
    )


def _marked(mark: str, head: str) -> tuple[str, ...]:
    found = re.search(rf"\b{mark}: ([\w., ]+?)\.(?:\s|$)", head)
    return tuple(found[1].split(", ")) if found else ()


def _without_marks(head: str) -> str:
    return re.sub(r"\s*\b(?:Broadcast|Landmark|HTML): [\w., ]+?\.(?=\s|$)", "", head).strip()


def _variables(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in (part for line in lines for part in line.split("; ")):
        if match := VARIABLE.fullmatch(part):
            found |= {name.split(".")[0]: match[2] for name in match[1].split(", ")}
        elif found:
            last = list(found)[-1]
            found[last] += f"; {part}"
    return found
