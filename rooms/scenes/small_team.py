"""A harbour's office: eight people, seven rooms, and a conversation of two."""

PEOPLE = {
    "maya": "Maya Lindqvist",
    "jonas": "Jonas Weber",
    "amira": "أميرة حداد",
    "tom": "Tom Okafor",
    "yuki": "Yuki Tanaka",
    "priya": "Priya Raman",
    "leo": "Léo Martin",
    "sofia": "Sofia Duarte",
}

# Said on two days.
HARBOUR = [
    (
        0,
        "16:02",
        "jonas",
        "The crew manifest import is back. It read 1,204 rows this time and refused 3, all with a reason.",
    ),
    (0, "16:02", "jonas", "The 3 are duplicates, so I think we are good."),
    (
        0,
        "16:09",
        "maya",
        "Lovely. Can you put the reasons next to the rows? Ines asked for exactly that last week.",
    ),
    (0, "16:11", "jonas", "Already there 🙂"),
    (
        0,
        "16:40",
        "priya",
        "Before I forget: the tide tables for the north basin end on Sunday. Next year’s are at "
        "https://tides.example.org/north/2027 and need somebody to look at the summer time change.",
    ),
    (0, "16:44", "tom", "I’ll take that."),
    (1, "08:31", "amira", "صباح الخير! وصلت السفينة الأولى قبل الموعد بساعة، والرصيف الثالث جاهز."),
    (1, "08:33", "maya", "Good morning! An hour early, that is a first. Thank you, Amira."),
    (
        1,
        "08:52",
        "tom",
        "Tide tables are in. The time change was wrong, by the way: the file counts in standard time "
        "all year. This is what I do with it now:",
    ),
    (
        1,
        "08:52",
        "tom",
        "```python\n"
        "for line in table:\n"
        "    at = datetime.fromisoformat(line.at)  # standard time\n"
        "    yield at.astimezone(HARBOUR), line.height\n"
        "```",
    ),
    (1, "08:55", "jonas", "Ha. That explains last July."),
    (
        1,
        "09:10",
        "yuki",
        "The new berth plan is ready to look at. Three things changed since Tuesday:\n\n"
        "1. Berths 4 and 5 are one long berth now, for the ferries.\n"
        "2. The crane reaches berth 6 as well, so we no longer need to move barges over lunch.\n"
        "3. Visitors moor along the east wall, where it is quieter and nearer to the showers.\n\n"
        "I would like to print it on Thursday. Tell me if anything looks odd.",
    ),
    (1, "09:12", "maya", "This looks great, Yuki. Point 2 alone saves us an hour a day."),
    (1, "09:12", "maya", "One question: does the east wall have enough rings?"),
    (1, "09:14", "yuki", "Fourteen, and two more by the end of the month 👍"),
    (1, "09:15", "priya", "🎉"),
]

ELSEWHERE = {
    "Night watch": [(1, "05:55", "leo", "Quiet night. Fog from three, gone by five. All lights work.")],
    "Ferries & tickets": [
        (1, "08:10", "sofia", "The 8:10 is full. Again!"),
        (1, "08:12", "leo", "I put a second boat on Saturday morning."),
    ],
    "Lunch": [(1, "08:59", "leo", "Soup or sandwiches?")],
}

PRIVATELY = [
    (0, "17:20", "amira", "Do you have five minutes tomorrow to go through the pilot roster with me?"),
    (0, "17:24", "maya", "Of course. After the berth plan?"),
    (1, "09:18", "amira", "Perfect. I’ll bring the coffee ☕"),
    (1, "09:19", "maya", "Then I’ll bring the cake."),
]

TOPICS = {
    "Harbour office": "Berths, tides and everything that floats. Plan: https://harbour.example.org/plan",
    "Night watch": "From ten to six",
    "Ferries & tickets": "Timetables, sold-out boats, lost umbrellas",
    "Lunch": "",
}


def play(scene) -> None:
    scene.call_site("North Harbour")
    for username, name in PEOPLE.items():
        scene.person(username, name)
    office = scene.room("Harbour office", *PEOPLE, topic=TOPICS["Harbour office"])
    scene.talk(office, HARBOUR)
    scene.talk(scene.direct("maya", "amira"), PRIVATELY)
    for name, lines in ELSEWHERE.items():
        kind = "closed" if name == "Night watch" else "open"
        room = scene.room(name, "leo", "maya", "sofia", "jonas", topic=TOPICS[name], kind=kind)
        scene.talk(room, lines)
        if name == "Night watch":
            scene.read(room, "maya")
    fair = scene.room("Summer fair", "sofia", "maya", "tom", topic="It was lovely")
    scene.talk(fair, [(0, "08:00", "sofia", "Thank you all. See you next year!")])
    fair.archive()
    scene.room("Winter repairs", "priya", "maya", topic="Which boat comes out of the water when")
    scene.room("Règlement & sécurité", "sofia", topic="Toutes les consignes")
