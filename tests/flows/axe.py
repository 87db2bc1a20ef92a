"""What is asked of every page: by axe, and what axe does not ask for."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

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
# What a stylesheet can break without any other words on the page.
LOOKS = EVERYTHING | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
}
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
# 1280 px at 400 %.
ENLARGED = {"width": 320, "height": 256}

# What a page is called and says of its fields.
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
# What is scrolled half out of sight, or lies under something open, only looks like a small target.
ASK_AXE = """async options => {
  const isCovered = element => {
    const { left, right, top, bottom } = element.getClientRects()[0]
    return [[left + 1, top + 1], [right - 1, top + 1], [left + 1, bottom - 1], [right - 1, bottom - 1]]
      .map(place => document.elementFromPoint(...place))
      .some(hit => !hit || !(element.contains(hit) || hit.contains(element)))
  }
  const { violations } = await axe.run(options)
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ target }) => id !== 'target-size' || !isCovered(document.querySelector(target[0])))
    .map(({ html, failureSummary }) => `${id}: ${html} (${failureSummary})`))
}"""


def faults_by_ear(page: Page) -> list[str]:
    return [f"by ear: {fault}" for fault in page.evaluate(READ_ALOUD)]


def faults_of_width(page: Page, size: dict[str, int]) -> list[str]:
    """Return what is cut off or runs out of the page in a window of this size."""
    page.set_viewport_size(size)
    return [f"{size['width']} px: {fault}" for fault in page.evaluate(CUT_OFF)]


def violations_in_both_schemes(page: Page, size: dict[str, int], options: dict = EVERYTHING) -> list[str]:
    """Return what axe finds in light by these options, and in the dark of the colours."""
    page.set_viewport_size(size)
    look = f"{size['width']} px"
    found = violations(page, look, options)
    # Without a stylesheet the colours are the browser's own, which axe takes for black on white.
    if page.evaluate("document.styleSheets.length"):
        page.emulate_media(color_scheme="dark")
        found += violations(page, f"{look}, dark", COLOURS)
        page.emulate_media(color_scheme="light")
    return found


def violations(page: Page, look: str, options: dict) -> list[str]:
    """Return what axe finds, a line for each element."""
    # Half a megabyte, which is sent once for each page.
    if not page.evaluate("'axe' in window"):
        # By the debugger, past the Content-Security-Policy, which stays as it is.
        page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
    return [f"{look}: {fault}" for fault in page.evaluate(ASK_AXE, options)]
