"""One room of fifty messages in which everything was done that one can do with a message."""

from datetime import timedelta

from rooms.models import Room
from rooms.scenes.scene import FIRST_DAY

PEOPLE = {"ines": "Inês Prado", "birger": "Birger Lund", "noor": "Noor Aydin", "tadeo": "Tadeo Ruiz"}
MESSAGES = 50

CODE = '''The gate closes on its own now:

```python
def close(gate, tide):
    """Close a gate before the tide turns."""
    if tide.turns_in(minutes=20):
        gate.close()
    return gate.is_closed
```'''
TABLE = "| berth | ship | until |\n|---|---|---|\n| 1 | *Adele* | Tuesday |\n| 4 | **Morgan** | 17:30 |"
TASKS = "- [x] ropes\n- [x] lamps\n- [ ] the small crane\n\n> Who has the key?\n\nIt hangs behind the door."
LONG = "\n\n".join(
    f"{n}. What was agreed in {n}: nobody moors at the north wall before it is dry." for n in range(1, 15)
)
SAID = [
    ("ines", "Good morning! **Two ships** today, and a ~~quiet~~ busy afternoon."),
    ("birger", CODE),
    ("noor", TABLE),
    ("tadeo", TASKS),
    ("ines", "The end of the story: ||the gardener|| did it. See https://tides.example.org/north"),
    ("birger", "🎉"),
    ("noor", "@ines `make dry` is through, and /etc/gates has the new times."),
    ("tadeo", LONG),
    ("ines", "- one\n- two\n  - and a half\n- three"),
    ("birger", "See you at the quay."),
]


def play(scene) -> None:
    for username, name in PEOPLE.items():
        scene.person(username, name)
    room = scene.room("Quay", *PEOPLE, topic="Everything that one can do with a message")
    talk(room, scene.people)


def talk(room: Room, people: dict) -> None:
    """Say all of it in a room. people: User by the usernames of PEOPLE, all members."""
    for number in range(MESSAGES):
        who, body = SAID[number % len(SAID)]
        _touch(number, list(people.values()), _say(room, number, people[who], body))


def _say(room: Room, number: int, author, body: str):
    """Say it, or ask it, as an answer or by itself, five minutes after what came before."""
    at = FIRST_DAY + timedelta(hours=9, minutes=5 * number)
    if number % 10 == 9:
        options = ["At noon", "At four", "Not at all"]
        return room.ask(author, "When do we look at the north wall?", options, at=at, multiple=number > 20)
    newest = room.messages.order_by("-seq").first()
    answered = newest.pk if newest and number % 4 == 3 else None
    return room.post(author, body, at=at, reply_to=answered)


def _touch(number: int, people: list, message) -> None:
    """Do with a message what people do."""
    if number % 2:
        for person, sign in zip(people, ("👍", "👍", "🎉", "❤️"), strict=True):
            message.react(person, sign)
    if message.asked:
        for choice, person in enumerate(people):
            message.asked.vote(person, choice % 3)
    if number % 8 == 2:
        thread = Room.objects.thread_under(message, people[1])
        for person in people[1:]:
            thread.post(person, "What do you think?", at=message.posted_at + timedelta(minutes=1))
    if number % 10 == 4:
        message.edit(f"{message.body} (Or so they say.)")
    if number % 25 == 12:
        message.pin(people[0])
    if number == 35:
        message.retract()
