"""Names and words that want to break the page: markup, bidi controls where they are allowed, and no end."""

import unicodedata

OVERRIDE, ISOLATE, END = "\u202e", "\u2067", "\u2069"
ZALGO = unicodedata.normalize(
    "NFC", "Z\u0351\u036b\u0343a\u0360\u0315\u031bl\u0334\u0321g\u0327\u0332o\u0335\u0328"
)
MARKUP = "<script>alert(1)</script>"

# No name of a person holds a bidi control: accounts.names refuses them.
PEOPLE = {
    "w" * 40: "W" * 80,
    "mallory": "<b onmouseover=alert(1)>Mallory</b>",
    "quote": "\"'><img src=x onerror=alert(1)>",
    "template": "{{ 7|add:7 }} {% debug %} ${7*7}",
    "entity": "&lt;Amp&amp;ersand&gt; &#x202E;",
    "zalgo": ZALGO,
    "family": "👩‍👩‍👧‍👦🏳️‍🌈🇳🇿",
    "short": "I",
    "spaces": "Anna Maria Luisa Theresia von und zu Hohenberg-Langenfeld y Fernández de Córdoba",
    "rtl": "(مدير) admin",
    "日本語の名前": "名前がとても長い人の名前がとても長い人の名前がとても長い人",
    "null": "None",
}

ROOMS = {
    f"<h1>{MARKUP}</h1>": "</p></main><style>body{display:none}</style>",
    "R" * 80: "T" * 250,
    f"Invoice {OVERRIDE}fdp.exe": f"{ISOLATE}left open",
    "../../etc/passwd?#%00": "'; DROP TABLE rooms_room; --",
    "🚢" * 20: ZALGO * 5,
    "new": "undefined",
}

WORDS = [
    MARKUP,
    "</li></ol></main> {{ csrf_token }} {% url 'home' %}",
    '<a href="javascript:alert(1)">https://example.org</a>',
    'https://example.org/"onmouseover="alert(1) https://example.org/<b> javascript:alert(1)',
    f"{OVERRIDE}gnp.exe{END} and {ISOLATE}never closed",
    "what follows is not turned round",
    "w" * 2000,
    "https://example.org/" + "deeper/" * 150,
    ZALGO * 60,
    "\n".join(["line"] * 60),
    "👩‍👩‍👧‍👦" * 40,
    "`code` **bold** _under_ @mallory @everyone #room-1",
]


def play(scene) -> None:
    for username, name in PEOPLE.items():
        scene.person(username, name)
    people = list(PEOPLE)
    for name, topic in ROOMS.items():
        room = scene.room(name, *people, topic=topic)
        scene.talk(room, [(0, "12:00", who, words) for who, words in zip(people, WORDS, strict=True)])
    for other in people[1:]:
        scene.talk(scene.direct(people[0], other), [(0, "13:00", other, MARKUP)])
