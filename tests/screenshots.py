"""Take the pictures of the README: `python -m tests.screenshots [name …]`.

The site itself runs, on a database of its own, with a small team in it; what the pictures show was said
through the product's own verbs, and the people in them have their pages open.
"""

import os
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import sync_playwright

from tests import servers

PICTURES = servers.BASE / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
MOMENT = 200  # milliseconds

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

# A server has hardly a typeface; what people see on their own machines comes nearest where it is installed.
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
"""

TEAM = {
    "maya": "Maya Lindqvist",
    "jonas": "Jonas Weber",
    "amira": "أميرة حداد",
    "tom": "Tom Okafor",
    "yuki": "Yuki Tanaka",
    "priya": "Priya Raman",
    "leo": "Léo Martin",
    "sofia": "Sofia Duarte",
}

# (days ago, time, who, what)
HARBOUR = [
    (
        *(1, "16:02", "jonas"),
        "The crew manifest import is back. It read 1,204 rows this time and refused 3, all with a reason.",
    ),
    (1, "16:02", "jonas", "The 3 are duplicates, so I think we are good."),
    (
        *(1, "16:09", "maya"),
        "Lovely. Can you put the reasons next to the rows? Ines asked for exactly that last week.",
    ),
    (1, "16:11", "jonas", "Already there 🙂"),
    (
        *(1, "16:40", "priya"),
        "Before I forget: the tide tables for the north basin end on Sunday. Next year’s are at "
        "https://tides.example.org/north/2027 and need somebody to look at the summer time change.",
    ),
    (1, "16:44", "tom", "I’ll take that."),
    (0, "08:31", "amira", "صباح الخير! وصلت السفينة الأولى قبل الموعد بساعة، والرصيف الثالث جاهز."),
    (0, "08:33", "maya", "Good morning! An hour early, that is a first. Thank you, Amira."),
    (
        *(0, "08:52", "tom"),
        "Tide tables are in. The time change was wrong, by the way: the file counts in standard time "
        "all year. This is what I do with it now:",
    ),
    (
        *(0, "08:52", "tom"),
        "for line in table:\n"
        "    at = datetime.fromisoformat(line.at)\n"
        "    yield at.astimezone(HARBOUR), line.height",
    ),
    (0, "08:55", "jonas", "Ha. That explains last July."),
    (
        *(0, "09:10", "yuki"),
        "The new berth plan is ready to look at. Three things changed since Tuesday:\n\n"
        "1. Berths 4 and 5 are one long berth now, for the ferries.\n"
        "2. The crane reaches berth 6 as well, so we no longer need to move barges over lunch.\n"
        "3. Visitors moor along the east wall, where it is quieter and nearer to the showers.\n\n"
        "I would like to print it on Thursday. Tell me if anything looks odd.",
    ),
    (0, "09:12", "maya", "This looks great, Yuki. Point 2 alone saves us an hour a day."),
    (0, "09:12", "maya", "One question: does the east wall have enough rings?"),
    (0, "09:14", "yuki", "Fourteen, and two more by the end of the month 👍"),
    (0, "09:15", "priya", "🎉"),
]

ELSEWHERE = {
    "Night watch": [(0, "05:55", "leo", "Quiet night. Fog from three, gone by five. All lights work.")],
    "Ferries & tickets": [
        (0, "08:10", "sofia", "The 8:10 is full. Again!"),
        (0, "08:12", "leo", "I put a second boat on Saturday morning."),
    ],
    "Lunch": [(0, "08:59", "leo", "Soup or sandwiches?")],
}

PRIVATELY = [
    (1, "17:20", "amira", "Do you have five minutes tomorrow to go through the pilot roster with me?"),
    (1, "17:24", "maya", "Of course. After the berth plan?"),
    (0, "09:18", "amira", "Perfect. I’ll bring the coffee ☕"),
    (0, "09:19", "maya", "Then I’ll bring the cake."),
]

TOPICS = {
    "Harbour office": "Berths, tides and everything that floats. Plan: https://harbour.example.org/plan",
    "Night watch": "From ten to six",
    "Ferries & tickets": "Timetables, sold-out boats, lost umbrellas",
    "Lunch": "",
}


def main(wanted: list[str]) -> None:
    with the_site() as site:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for scheme in ("light", "dark"):
            for name, device, take in SHOTS:
                if not wanted or name in wanted:
                    with site.browsing(color_scheme=scheme, **device) as page:
                        take(site, page)
                        page.screenshot(path=PICTURES / f"{name}-{scheme}.png")
                        print(f"{name}-{scheme}")


@contextmanager
def the_site():
    """Serve a site full of people; yield it with the pages of all but one of them open."""
    with ExitStack() as until:
        var_dir = until.enter_context(tempfile.TemporaryDirectory())
        env = servers.environment(var_dir)
        for command in ("migrate", "collectstatic"):
            servers.manage(env, command, "--verbosity=0", "--no-input")
        os.environ |= env | {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
        cookies = settle_in()
        server = until.enter_context(servers.running(servers.Server(env)))
        browser = until.enter_context(launched(var_dir))
        yield Site(browser, server.url, cookies)


@contextmanager
def launched(folder: str):
    """Run a browser that has the typefaces of a desk."""
    fonts = Path(folder) / "fonts.conf"
    fonts.write_text(FONTS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--font-render-hinting=none"],
            env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        )
        yield browser
        browser.close()


class Site:
    def __init__(self, browser, url: str, cookies: dict[str, str]):
        self.url = url
        self.cookies = cookies
        self.browser = browser
        self.others = {who: self._page(who) for who in TEAM if who not in ("maya", "leo")}
        for page in self.others.values():
            self.open(page, "/chat/harbour-office/")

    @contextmanager
    def browsing(self, who: str = "maya", **options):
        """Open a window for somebody, and close it in the end."""
        page = self._page(who, **options)
        try:
            yield page
        finally:
            page.context.close()

    def open(self, page, path: str) -> None:
        page.goto(self.url + path)
        if page.locator("main[data-room]").count():
            page.locator("main[data-ready]").wait_for()

    def open_office(self, page) -> None:
        """Open the room where everybody is, and wait until they are shown."""
        self.open(page, "/chat/harbour-office/")
        page.locator("#people .person").nth(len(self.others)).wait_for(state="attached")

    def somebody_types(self, page) -> None:
        """Have two people type until it shows: a page says it every two seconds at most."""
        second = page.locator(".typist:visible").nth(1)
        until = time.monotonic() + servers.PATIENCE
        while not _shows(second):
            assert time.monotonic() < until, "Nobody was seen typing."
            for who in ("priya", "amira"):
                self.others[who].get_by_label("Message", exact=True).press_sequentially("…")

    def _page(self, who: str, **options):
        context = self.browser.new_context(timezone_id="UTC", reduced_motion="reduce", **options)
        context.add_cookies([{"name": "parley", "value": self.cookies[who], "url": self.url}])
        return context.new_page()


def _shows(element) -> bool:
    """Whether something is to be seen, within a moment."""
    try:
        element.wait_for(timeout=MOMENT)
    except NotInTime:
        return False
    return True


# What there is to see


def room(site, page):
    site.open_office(page)
    page.get_by_label("Message", exact=True).focus()
    site.somebody_types(page)


def direct(site, page):
    site.open_office(page)
    page.locator("#people").get_by_text(TEAM["amira"]).click()
    page.locator(".panel[data-ready]").wait_for()


def sidebar_sheet(site, page):
    site.open_office(page)
    open_sheet(page, ".room__rooms", ".sidebar")


def people_sheet(site, page):
    site.open_office(page)
    open_sheet(page, ".room__people", ".people")


def open_sheet(page, link: str, sheet: str) -> None:
    """Follow a link of a phone's page. A finger or a mouse would leave its mark on the picture."""
    page.locator(link).dispatch_event("click")
    page.locator(sheet).wait_for()


def directory(site, page):
    site.open(page, "/chat/")


def settings(site, page):
    site.open(page, "/settings/")


def sign_in(site, page):
    page.context.clear_cookies()
    site.open(page, "/accounts/login/")


SHOTS = [
    ("room", DESKTOP, room),
    ("direct", DESKTOP, direct),
    ("phone-room", PHONE, room),
    ("phone-rooms", PHONE, sidebar_sheet),
    ("phone-people", PHONE, people_sheet),
    ("directory", DESKTOP, directory),
    ("settings", DESKTOP, settings),
    ("sign-in", DESKTOP, sign_in),
]


# Who is there, and what they said


def settle_in() -> dict[str, str]:
    """Fill the site; return the cookie of a session for each person."""
    import django

    django.setup()
    from django.test import Client

    from accounts.models import Site as SiteRow
    from accounts.models import User
    from rooms.models import Room

    people = {
        who: User.objects.create_user(who, password="a long secret", display_name=name)
        for who, name in TEAM.items()
    }
    people["maya"].change_role(User.Role.OWNER)
    SiteRow.objects.filter(pk=SiteRow.get().pk).update(name="North Harbour")

    office = Room.objects.open_up(people["maya"], "Harbour office", TOPICS["Harbour office"])
    for person in people.values():
        office.admit(person)
    talk(office, HARBOUR, people)
    direct = Room.objects.direct_between(people["maya"], people["amira"])
    talk(direct, PRIVATELY, people)
    for name, said in ELSEWHERE.items():
        kind = Room.Kind.CLOSED if name == "Night watch" else Room.Kind.OPEN
        somewhere = Room.objects.open_up(people["leo"], name, TOPICS[name], kind)
        for who in ("maya", "sofia", "jonas"):
            somewhere.admit(people[who])
        talk(somewhere, said, people)
    Room.objects.open_up(people["priya"], "Winter repairs", "Which boat comes out of the water when")
    Room.objects.open_up(people["sofia"], "Règlement & sécurité", "Toutes les consignes")
    night = Room.objects.get(name="Night watch")
    night.memberships.get(user=people["maya"]).read_through(night.clock)

    cookies = {}
    for who, person in people.items():
        client = Client()
        client.force_login(person)
        cookies[who] = client.cookies["parley"].value
    return cookies


def talk(room, said, people) -> None:
    """Say each thing at its time."""
    today = datetime.now(UTC).replace(second=0, microsecond=0)
    for days_ago, at, who, body in said:
        hour, minute = map(int, at.split(":"))
        moment = today.replace(hour=hour, minute=minute) - timedelta(days=days_ago)
        with patch("rooms.models.room.timezone.now", return_value=moment):
            room.post(people[who], body)


if __name__ == "__main__":
    main(sys.argv[1:])
