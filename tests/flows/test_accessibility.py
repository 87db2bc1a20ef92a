"""WCAG 2.2 AA, as far as a machine can tell, on every page and in every main state."""

import re
from collections import Counter

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.flows.axe import (
    DESKTOP,
    ENLARGED,
    EVERYTHING,
    LOOKS,
    PHONE,
    faults_by_ear,
    faults_of_width,
    violations,
    violations_in_both_schemes,
)
from tests.flows.fixtures.town import browsers, language, running_server, settlement, theme, town
from tests.flows.settlement import GREETING
from tests.flows.sights import SIGHTS

__all__ = ["browsers", "language", "running_server", "settlement", "theme", "town"]  # fixtures
OWN_PAGES = [
    *("rooms", "new-room", "settings", "account_email", "account_change_password", "mfa_index"),
    *("mfa_list_webauthn", "usersessions_list", "site", "site-invitations", "site-people"),
]
LANDMARKS = [
    *(("banner", None), ("main", None), ("navigation", "Rooms"), ("navigation", "This room")),
    ("complementary", "People"),
]
WITHOUT_COLOURS = EVERYTHING | {
    "rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}
}
NOT_BY_COLOUR_ALONE = [
    *(
        "sign-in-refused",
        "room",
        "messages-of-all-kinds",
        "menu-of-a-message",
        "message-refused",
        "thread-open",
    ),
    *("directory", "new-room-with-an-error", "preferences-saved", "switcher-open", "ringing-reminder"),
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
TOO_SMALL = """elements => elements.filter(element => element.checkVisibility({ visibilityProperty: true }))
  .map(element => [element.getBoundingClientRect(), element.className])
  .filter(([box]) => box.width < 44 || box.height < 43.5)
  .map(([box, name]) => `${name}: ${box.width} x ${box.height}`)"""


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_sight_keeps_to_the_rules(sight, town):
    """Each is looked at wide and narrow, light and dark, by ear, and enlarged."""
    page = SIGHTS[sight](town)

    found = faults_by_ear(page)
    for size in (DESKTOP, PHONE):
        found += violations_in_both_schemes(page, size)
    found += faults_of_width(page, ENLARGED)

    assert found == []


@pytest.mark.parametrize("sight", NOT_BY_COLOUR_ALONE)
def test_a_sight_keeps_to_the_rules_in_high_contrast_and_in_forced_colours(sight, town):
    page = SIGHTS[sight](town)

    page.emulate_media(contrast="more")
    found = violations_in_both_schemes(page, DESKTOP, LOOKS)
    page.set_viewport_size(PHONE)
    page.emulate_media(contrast="no-preference", forced_colors="active")
    # There the browser chooses the colours, which axe does not know of.
    found += violations(page, "forced colours", WITHOUT_COLOURS)
    found += faults_of_width(page, ENLARGED)

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
    expect(room.voice).to_have_attribute("role", "status")


def test_nothing_moves_for_those_who_want_it_still(town):
    room = town.enter(town.settlement.busy)
    for place in ("rooms-nav", "people", "main"):
        room.page.evaluate("place => (location.hash = place)", place)

    assert room.page.evaluate(MOTIONS) == []


def test_a_thumb_hits_what_matters(town):
    room = town.enter(town.settlement.busy, viewport=PHONE, is_mobile=True, has_touch=True)
    page = room.page

    small = too_small(room.composer, room.send, room.to_rooms, room.to_people, room.newest)
    page.evaluate("location.hash = 'people'")
    small += too_small(room.people.get_by_role("link", name="Close"), room.people_here.get_by_role("link"))
    page.evaluate("location.hash = 'rooms-nav'")
    small += too_small(room.sidebar.nav.get_by_role("link"))

    assert small == []


def too_small(*targets) -> list[str]:
    """Return those of them that are shown and no thumb hits; each is to be there."""
    assert all(target.count() for target in targets)
    return [fault for target in targets for fault in target.evaluate_all(TOO_SMALL)]


def test_forced_colours_keep_what_colour_says(town):
    """The current row, a badge, what one said oneself and where one writes are told apart."""
    room = town.enter(town.settlement.quay, forced_colors="active")
    room.says("mine")
    town.settlement.direct.post(town.settlement.guest, "unread")
    here = room.sidebar.row(town.settlement.quay.name)
    there = room.sidebar.nav.get_by_role("link").filter(has_text="Gustavo")
    badge = there.get_by_text(re.compile(r"^\d$"))  # one more than other sights have left unread
    expect(badge).to_be_visible()
    own, other = room.message("mine"), room.message(GREETING)
    room.composer.focus()

    assert here.evaluate(GROUND) != there.evaluate(GROUND)
    assert own.evaluate(GROUND, "::after") != other.evaluate(GROUND, "::after")
    assert badge.evaluate("badge => getComputedStyle(badge).borderStyle") == "solid"
    assert room.composer.evaluate("box => getComputedStyle(box.form).outlineStyle") == "solid"
    room.send.focus()
    assert room.send.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
