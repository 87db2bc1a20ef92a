"""Thirty people who never stop: hundreds of messages over three days, in one room and beside it."""

import random

SEED = 20260302
MESSAGES = 320

NAMES = [
    "Ada Ngata",
    "Anton Weiss",
    "Bea Costa",
    "Chidi Eze",
    "Clara Lind",
    "Dario Rossi",
    "Elif Kaya",
    "Emil Novak",
    "Farah Aziz",
    "Gita Rao",
    "Hana Sato",
    "Ivo Petrov",
    "Jana Kral",
    "Kofi Mensah",
    "Lena Vogel",
    "Luis Prado",
    "Mei Chen",
    "Milan Horak",
    "Nadia Haddad",
    "Oskar Berg",
    "Paula Reis",
    "Quinn Doyle",
    "Rosa Marin",
    "Samir Khan",
    "Tara Walsh",
    "Uma Iyer",
    "Viktor Hahn",
    "Wanda Nowak",
    "Ximena Ruiz",
    "Zoe Adler",
]
OPENINGS = (
    "Morning!",
    "Quick one:",
    "By the way,",
    "Has anybody seen this?",
    "For the record:",
    "Hm.",
    "",
    "",
)
SUBJECTS = (
    "the build",
    "the new form",
    "the invoice from May",
    "the map",
    "our backup",
    "the old printer",
    "page 3",
)
VERBS = (
    "is ready",
    "is slow again",
    "works for me",
    "needs a second pair of eyes",
    "is gone",
    "looks much better now",
)
ENDINGS = (
    "",
    "",
    "",
    " Thanks!",
    " 🙂",
    " Any idea?",
    "\n\nI’ll look at it after lunch.",
    " See https://example.org/t/{n}",
)
SHORT = (
    "+1",
    "Same here.",
    "👍",
    "Done.",
    "No.",
    "Which one?",
    "Thank you!",
    "😂😂😂",
    "Yes, since Tuesday.",
)
CODE = "$ make test\n{n} passed in 41.20s"


def play(scene) -> None:
    chance = random.Random(SEED)  # noqa: S311 (the same each time is what is wanted)
    people = [name.split()[0].lower() for name in NAMES]
    for username, name in zip(people, NAMES, strict=True):
        scene.person(username, name)
    square = scene.room("Market square", *people, topic="Everything, all the time")
    scene.talk(square, list(_lines(chance, people)))
    beside = scene.room("Quiet corner", *people[:5])
    scene.talk(beside, [(2, "17:59", people[1], "It is so quiet here.")])
    for other in people[1:4]:
        scene.talk(scene.direct(people[0], other), [(2, "18:01", other, "Did you follow all that?")])


def _lines(chance: random.Random, people: list[str]):
    """Yield what was said from nine to six on three days, often several times in a row by one person."""
    minutes = sorted(chance.randrange(3 * 9 * 60) for _ in range(MESSAGES))
    who = people[0]
    for n, minute in enumerate(minutes):
        day, since_nine = divmod(minute, 9 * 60)
        who = who if chance.random() < 0.35 else chance.choice(people)
        yield day, f"{9 + since_nine // 60:02}:{since_nine % 60:02}", who, _words(chance, n)


def _words(chance: random.Random, n: int) -> str:
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(SHORT)
    if kind < 0.34:
        return CODE.format(n=n)
    subject = chance.choice(SUBJECTS)
    sentence = f"{chance.choice(OPENINGS)} {subject} {chance.choice(VERBS)}.".strip()
    return sentence[0].upper() + sentence[1:] + chance.choice(ENDINGS).format(n=n)
