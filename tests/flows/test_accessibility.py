"""WCAG 2.2 AA, as far as a machine can tell, on every page and in every main state."""

from collections import Counter

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.flows import sights_of_messages  # noqa: F401 (its sights are counted)
from tests.flows.conftest import serving
from tests.flows.network import Network
from tests.flows.sights import GREETING, SIGHTS, Town, settle

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    # Off unless asked for.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    # It would fetch the stylesheets again.
    "preload": False,
}
COLOURS = EVERYTHING | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
# 1280 px at 400 %.
ENLARGED = {"width": 320, "height": 256}

# What axe does not ask for: what a page is called and says of its fields.
READ_ALOUD = """() => {
  const seen = element => element.checkVisibility({ visibilityProperty: true })
  const faults = []
  const title = document.title.trim()
  if (title.length < 4) faults.push(`the title says nothing: ${title}`)
  if (!document.documentElement.lang) faults.push('no language')
  const headings = [...document.querySelectorAll('h1')].filter(seen)
  if (headings.length !== 1) faults.push(`${headings.length} headings of the first level`)
  for (const field of document.querySelectorAll('input, select, textarea')) {
    if (!seen(field) || field.readOnly || field.disabled) continue
    // WCAG 1.3.5 asks it of what a field wants to know about whoever fills it in.
    if (/^(username|login|email|(old)?password|display_name|code)/.test(field.name) && !field.autocomplete)
      faults.push(`no autocomplete: ${field.outerHTML}`)
    if (field.getAttribute('aria-invalid') === 'true') {
      const ids = (field.getAttribute('aria-describedby') || '').split(' ').filter(Boolean)
      const said = ids.map(id => document.getElementById(id)?.textContent.trim()).filter(Boolean)
      if (!said.length) faults.push(`nothing says what is wrong: ${field.outerHTML}`)
    }
  }
  return faults
}"""
# Words that reach past the edge, unless their own frame scrolls or they are cut on purpose.
CUT_OFF = """() => {
  const faults = []
  if (document.documentElement.scrollWidth > innerWidth)
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide`)
  for (const element of document.querySelectorAll('body *')) {
    const hasWords = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!hasWords || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (element.closest('.visually-hidden, .skip, .table-frame')) continue
    const box = element.getBoundingClientRect()
    if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
      faults.push(`reaches from ${box.left} to ${box.right}: ${element.outerHTML.slice(0, 120)}`)
  }
  return faults
}"""
OWN_PAGES = [
    *("rooms", "new-room", "settings", "account_email", "account_change_password", "mfa_index"),
    *("mfa_list_webauthn", "usersessions_list", "site", "site-invitations", "site-people"),
]
LANDMARKS = [
    *(("banner", None), ("main", None), ("navigation", "Rooms"), ("navigation", "This room")),
    ("complementary", "People"),
]
# Fades are no motion; what moves, grows or scrolls smoothly is.
MOTIONS = """() => [
  ...document.getAnimations()
    .filter(({ effect }) => effect.getKeyframes().some(frame =>
      ['transform', 'translate', 'scale', 'rotate'].some(way => way in frame)))
    .map(animation => animation.animationName),
  ...[...document.querySelectorAll('*')].flatMap(element => {
    const { transitionProperty, transitionDuration, scrollBehavior } = getComputedStyle(element)
    const moves = transitionDuration.split(', ').some(seconds => parseFloat(seconds) > 0)
    if (!moves && scrollBehavior !== 'smooth') return []
    return [`${element.className}: ${transitionProperty} ${scrollBehavior}`]
  })
]"""
GROUND = "(element, part) => getComputedStyle(element, part).backgroundColor"
MAIN_ACTIONS = ".composer__body, .composer__send, .room__rooms, .room__people, .jump a"
TOO_SMALL = """elements => elements.filter(element => element.checkVisibility({ visibilityProperty: true }))
  .map(element => [element.getBoundingClientRect(), element.className])
  .filter(([box]) => box.width < 44 || box.height < 43.5)
  .map(([box, name]) => `${name}: ${box.width} x ${box.height}`)"""


@pytest.fixture(scope="module")
def running_server(database, var_dir):
    """A server that sends mail to nobody: with it there are more pages."""
    with serving(
        var_dir,
        DATABASE_URL=f"sqlite:///{database}",
        SECRET_KEY=settings.SECRET_KEY,
        EMAIL_URL="dummymail://",
    ) as server:
        yield server


@pytest.fixture(scope="module")
def settlement(database):
    return settle()


@pytest.fixture
def town(settlement, browse, server, guard):
    """The settlement, looked at by people who want things to stand still."""
    networks = []

    def network():
        networks.append(Network(server.port))
        return networks[-1]

    yield Town(settlement, browse, network, guard, {"reduced_motion": "reduce", "viewport": DESKTOP})
    for network in networks:
        network.close()


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_sight_keeps_to_the_rules(sight, town):
    """Each is looked at wide and narrow, light and dark, by ear, and enlarged."""
    page = SIGHTS[sight](town)

    found = [f"by ear: {fault}" for fault in page.evaluate(READ_ALOUD)]
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        found += violations(page, f"{size['width']} px", EVERYTHING)
        page.emulate_media(color_scheme="dark")
        # Without a stylesheet the colours are the browser's own, which axe takes for black on white.
        if page.evaluate("document.styleSheets.length"):
            found += violations(page, f"{size['width']} px, dark", COLOURS)
        page.emulate_media(color_scheme="light")
    page.set_viewport_size(ENLARGED)
    found += [f"at 400 %: {fault}" for fault in page.evaluate(CUT_OFF)]

    assert found == []


def test_every_page_has_a_title_of_its_own(town):
    one, other = town.settlement.busy, town.settlement.guest
    paths = [
        one.get_absolute_url(),
        town.settlement.empty.get_absolute_url(),
        *(reverse(name, args=[one.slug]) for name in ("members", "edit-room", "end-room")),
        *(reverse(name, args=[other.username]) for name in ("direct", "person")),
        *(reverse(name) for name in OWN_PAGES),
    ]
    visit = town.owner_visits("/")

    titles = {path: visit.go(path).page.title() for path in paths}

    assert [title for title, times in Counter(titles.values()).items() if times > 1] == []
    assert titles[paths[0]].startswith(one.name)


def test_the_landmarks_of_a_room(town):
    room = town.enter(town.settlement.busy)
    page = room.page

    for role, name in LANDMARKS:
        expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)
    expect(room.log).to_have_count(1)
    expect(room.composer).to_be_visible()
    expect(room.send).to_be_visible()


def test_the_log_does_not_read_its_history_aloud(town):
    """Older messages come into the log as well: what is new is read aloud by another element."""
    room = town.enter(town.settlement.busy)

    expect(room.log).to_have_attribute("aria-live", "off")
    expect(room.page.locator("#voice")).to_have_attribute("role", "status")


def test_nothing_moves_for_those_who_want_it_still(town):
    room = town.enter(town.settlement.busy)
    for place in ("rooms-nav", "people", "main"):
        room.page.evaluate("place => (location.hash = place)", place)

    assert room.page.evaluate(MOTIONS) == []


def test_a_thumb_hits_what_matters(town):
    room = town.enter(town.settlement.busy, viewport=PHONE, is_mobile=True, has_touch=True)
    page = room.page

    small = page.locator(MAIN_ACTIONS).evaluate_all(TOO_SMALL)
    page.evaluate("location.hash = 'people'")
    small += page.locator(".people__close, .person__link").evaluate_all(TOO_SMALL)
    page.evaluate("location.hash = 'rooms-nav'")
    small += page.locator(".sidebar__close, .room-row__link, .sidebar__more a").evaluate_all(TOO_SMALL)

    assert small == []


def violations(page, look: str, options: dict) -> list[str]:
    """Return what axe finds, a line for each element."""
    # By the debugger, past the Content-Security-Policy, which stays as it is.
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE_SCRIPT} }} }}")
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{look}: {violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in found
        for node in violation["nodes"]
    ]


def test_forced_colours_keep_what_colour_says(town):
    """The current row, a badge, what one said oneself and where one writes are told apart."""
    room = town.enter(town.settlement.busy, forced_colors="active")
    room.says("mine")
    town.settlement.direct.post(town.settlement.guest, "unread")
    here = room.sidebar.row(town.settlement.busy.name)
    there = room.sidebar.nav.get_by_role("link").filter(has_text="Gustavo")
    expect(there.locator(".badge")).to_be_visible()
    own, other = room.message("mine"), room.message(GREETING)
    room.composer.focus()

    assert here.evaluate(GROUND) != there.evaluate(GROUND)
    assert own.evaluate(GROUND, "::after") != other.evaluate(GROUND, "::after")
    assert there.locator(".badge").evaluate("badge => getComputedStyle(badge).borderStyle") == "solid"
    frame = room.page.locator(".composer")
    assert frame.evaluate("frame => getComputedStyle(frame).outlineStyle") == "solid"
    room.send.focus()
    assert room.send.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
