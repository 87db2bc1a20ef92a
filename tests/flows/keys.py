"""Somebody who has a keyboard and no mouse."""

from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

TOO_MANY = 250  # presses of Tab before one gives up
FOCUSED = """() => {
  const element = document.activeElement
  if (element === document.body) return null
  const ring = node => node && (
    (getComputedStyle(node).outlineStyle !== 'none' && parseFloat(getComputedStyle(node).outlineWidth) >= 2))
  const framed = element.closest('.composer')
  const box = element.getClientRects()[0]
  const at = box && document.elementFromPoint(
    Math.max(1, Math.min(innerWidth - 1, box.x + box.width / 2)),
    Math.max(1, Math.min(innerHeight - 1, box.y + box.height / 2)))
  return {
    html: element.outerHTML.slice(0, 160),
    ringed: Boolean(ring(element) || framed && getComputedStyle(framed).boxShadow !== 'none'),
    covered: !at || !(element.contains(at) || at.contains(element)),
  }
}"""


class Stop(NamedTuple):
    """One place where the focus stands."""

    html: str
    ringed: bool
    covered: bool


class Keys:
    """The keyboard of a page."""

    def __init__(self, page: Page):
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def walk_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        expect(target).to_be_attached()
        for _ in range(TOO_MANY):
            if has_focus(target):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not lead to {target}")

    def choose(self, target: Locator) -> None:
        self.walk_to(target)
        self.press("Enter")

    def walk_through(self) -> list[Stop]:
        """Press Tab from the top of the page to its end; return where the focus stood."""
        stops = []
        for _ in range(TOO_MANY):
            self.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused is None:
                return stops
            stops.append(Stop(**focused))
        raise AssertionError("the focus never leaves the page")


def should_hold_the_focus(root: Locator) -> None:
    """Something within it has the focus."""
    expect(root.locator(":focus")).to_have_count(1)


def has_focus(target: Locator) -> bool:
    return target.evaluate("element => element === document.activeElement")
