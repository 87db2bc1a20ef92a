"""What happens on a page before it is pictured. Words differ by language: elements are found by place."""

import time

from playwright.sync_api import TimeoutError as NotInTime

PATIENCE = 10  # seconds
MOMENT = 200  # milliseconds
COMPOSER = "main .composer__body"
LOOK_AT_IT = "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))"
DROP_TOKEN = "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(field => field.remove())"
TEXT = (
    "A plan for Thursday:\n\n1. Print the berth plan.\n2. Ask the ferries.\n\nمرحباً بالجميع 👋 "
    + "https://harbour.example.org/" * 4
)


def everybody_here(visit):
    visit.page.locator("#people .person").nth(len(visit.others) - 1).wait_for(state="attached")


def somebody_types(visit):
    """Have somebody type until it shows: a page says it every two seconds at most."""
    everybody_here(visit)
    visit.page.locator(COMPOSER).focus()
    typist = visit.page.locator("main .typist:visible").first
    until = time.monotonic() + PATIENCE
    while not _shows(typist):
        assert time.monotonic() < until, "nobody was seen typing"
        visit.other_page().locator(COMPOSER).press_sequentially("…")


def long_text(visit):
    visit.page.locator(COMPOSER).fill(TEXT)


def nothing_sent(visit):
    visit.page.locator(COMPOSER).fill("  ")
    visit.page.locator("main .composer__send").click()
    visit.page.locator("main .composer__error:not(:empty)").wait_for()


def offline(visit):
    visit.page.context.set_offline(True)
    visit.page.evaluate(LOOK_AT_IT)
    visit.page.locator(".connection__lost").wait_for()
    visit.page.locator(COMPOSER).fill("This waits until the line is back.")
    # On a phone the key begins a line.
    visit.page.locator("main .composer__send").click()
    visit.page.locator("main .pending").first.wait_for()


def rooms_sheet(visit):
    _follow(visit.page, "main .room__rooms", ".sidebar")


def people_sheet(visit):
    everybody_here(visit)
    _follow(visit.page, "main .room__people", ".people")


def menu(visit):
    visit.page.locator(".banner__menu summary").click()
    visit.page.locator(".menu__list").wait_for()


def panel(visit):
    everybody_here(visit)
    name = visit.page.locator(f"#people a[href*='/direct/{visit.cast['other']}/']")
    # A finger or a mouse would leave its mark on the picture; on a phone the list is out of sight.
    name.dispatch_event("click")
    visit.page.locator(".panel[data-ready]").wait_for()


def actions(visit, message: str = "main .message"):
    """Open the menu of the last message."""
    last = visit.page.locator(message).last
    last.hover()
    last.locator(".message__more").click()
    visit.page.locator("#actions .actions__item").first.wait_for()


def picker(visit):
    actions(visit)
    visit.page.locator("#actions .emoji--more").click()
    visit.page.locator("#picker-found .emoji").first.wait_for()


def editor(visit):
    me = visit.page.locator("#page").get_attribute("data-user")
    actions(visit, f"main .message[data-author='{me}']")
    visit.page.locator("#actions [href$='/edit/']").click()
    visit.page.locator("main .editor").wait_for()


def thread(visit):
    actions(visit)
    visit.page.locator("#actions [action$='/thread/'] button").click()
    visit.page.locator(".panel[data-ready]").wait_for()


def completion(visit, typed: str = "@"):
    visit.page.locator(COMPOSER).fill("")
    visit.page.locator(COMPOSER).press_sequentially(typed)
    visit.page.locator("main [data-name]").first.wait_for()


def commands(visit):
    completion(visit, "/")


def preview(visit):
    long_text(visit)
    visit.page.locator("main .tools__button").click()
    visit.page.locator("main .preview__close").wait_for()


def switcher(visit):
    visit.page.keyboard.press("Control+k")
    visit.page.locator("#switcher-found a").first.wait_for()


def name_taken(visit):
    visit.page.locator("[name=name]").fill("LUNCH")
    visit.page.locator("[name=topic]").fill("A topic to keep")
    _send(visit)


def nobody_of_that_name(visit):
    visit.page.locator("main [name=username]").fill("nobody.at.all")
    _send(visit)


def wrong_password(visit):
    # Each name may be tried a few times only.
    visit.page.locator("[name=login]").fill(f"maya.{time.monotonic_ns()}")
    visit.page.locator("[name=password]").fill("something else")
    _send(visit)


def two_passwords(visit):
    visit.page.locator("[name=username]").fill("maya")
    visit.page.locator("[name=password1]").fill("violet harbour lamp")
    visit.page.locator("[name=password2]").fill("another one")
    _send(visit)


def without_token(visit):
    visit.page.locator("[name=name]").fill("Any name")
    visit.page.evaluate(DROP_TOKEN)
    _send(visit, "main")


def keys_overlay(visit):
    visit.page.keyboard.press("?")
    visit.page.locator("#keys .keys__title").wait_for()


def who_reacted(visit):
    actions(visit, "main .message:has(.reactions button)")
    _list_given(visit, "reactions")


def who_voted(visit):
    actions(visit, "main .message:has(.poll)")
    _list_given(visit, "votes")


def thread_page(visit):
    _go(visit, visit.page.locator("main .thread").last)
    visit.page.locator("main[data-ready]").wait_for()


def history_page(visit):
    _go(visit, visit.page.locator("main .message__edited").last)


def edit_page(visit):
    me = visit.page.locator("#page").get_attribute("data-user")
    _go(visit, visit.page.locator(f"main .message[data-author='{me}'] .message__link").last, "edit/")


def remind_page(visit):
    _go(visit, visit.page.locator("main .message__link").last, "remind/")


def reset_link(visit):
    visit.page.locator("main form[action$='/reset-link/'] button").first.click()
    visit.page.locator("#reset-link").wait_for()


def password_given(visit):
    """Some pages ask for it again, unless another browser of this session gave it just now."""
    box = visit.page.locator("[name=password]")
    if box.count():
        box.fill(visit.password)
        _send(visit, "main h1")


def high_contrast(visit):
    visit.page.emulate_media(contrast="more")


def too_large(visit):
    _in_trouble(visit, 413)


def too_fast(visit):
    _in_trouble(visit, 429)


def broken(visit):
    _in_trouble(visit, 500)


def _in_trouble(visit, status: int) -> None:
    """The site does not break on request: this is the page that it would show."""
    visit.page.set_content(visit.error_pages[status])


def _list_given(visit, what: str) -> None:
    visit.page.locator(f"#actions [href$='/{what}/']").click()
    visit.page.locator("#actions .given").wait_for()


def _go(visit, link, further: str = "") -> None:
    """Follow a link as a page without scripts does."""
    visit.page.goto(link.get_attribute("href").partition("#")[0] + further)


def _send(visit, shown: str = "main :is(.field--wrong, [role=alert], .alert, .field__errors, .errorlist)"):
    with visit.page.expect_navigation():
        visit.page.locator("main form:has([name=csrfmiddlewaretoken], [name=name])").first.evaluate(
            "form => { form.noValidate = true; form.requestSubmit() }"
        )
    visit.page.locator(shown).first.wait_for()


def _follow(page, link: str, sheet: str) -> None:
    page.locator(link).dispatch_event("click")
    page.locator(sheet).wait_for()


def _shows(element) -> bool:
    try:
        element.wait_for(timeout=MOMENT)
    except NotInTime:
        return False
    return True
