import re
from typing import NamedTuple

from playwright.sync_api import Locator, expect

READ = """log => [...log.querySelectorAll('[data-seq]')].map(li => [
  li.id,
  li.querySelector('a').textContent,
  li.querySelector('.message__body').textContent,
  li.querySelector('time').dateTime,
  li.querySelector('time').textContent,
  li.dataset.day ?? null,
  li.className,
])"""


class Said(NamedTuple):
    """One message as the page shows it."""

    id: str
    author: str
    body: str
    at: str
    time: str
    day: str | None
    look: str


class Conversation:
    """A log and the place to write in it: the middle of a page, or a panel."""

    def __init__(self, root: Locator, name: str):
        self.root = root
        self.log = root.get_by_role("log", name=name, exact=True)
        self.messages = self.log.locator("[data-seq]")
        self.bodies = self.messages.locator(".message__body")
        self.taken_back = self.messages.locator(".message__gone")
        self.unread_line = self.log.locator(".unread")
        self.newest = root.get_by_role("link", name="Newest messages", include_hidden=True)
        self.pins = root.locator(".room__pins")
        self.pointed_at = root.page.locator(".message:target")
        self.menu = root.page.get_by_role("dialog", name="Do something with this message")
        self.emoji_found = self.menu.locator("#picker-found").get_by_role("button")
        self.more_emoji = self.menu.locator("#picker-more")
        self.composer = root.get_by_label("Message", exact=True)
        self.send = root.get_by_role("button", name="Send", exact=True)
        self.refusal = self.form_of("Message").get_by_role("alert")
        self.suggestions = root.get_by_role("list", name="Suggestions").get_by_role("button")
        self.typing = root.get_by_role("list", name="Typing")
        self.unsent = root.get_by_role("list", name="Not sent yet").get_by_role("listitem")
        self.scroller = root.get_by_role("group", name="Conversation")

    def form_of(self, label: str) -> Locator:
        """The form in which a field of this name stands."""
        return self.root.locator("form").filter(has=self.root.page.get_by_label(label, exact=True))

    def is_ready(self) -> None:
        """Wait until the page is live: caught up, and told of everything from now on."""
        expect(self.root).to_have_attribute("data-ready", "")

    def write(self, text: str) -> None:
        """Press the keys, and leave it at that."""
        self.composer.press_sequentially(text)

    def say(self, body: str) -> None:
        self.composer.fill(body)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def says(self, *bodies: str) -> None:
        for body in bodies:
            self.say(body)
            self.should_show(body)

    def message(self, body: str) -> Locator:
        said = self.root.page.locator(".message__body").get_by_text(body, exact=True)
        return self.messages.filter(has=said)

    def body_of(self, body: str) -> Locator:
        return self.message(body).locator(".message__body")

    def link_of(self, body: str) -> Locator:
        """The way to a message's own address: its time."""
        return self.messages.filter(has_text=body).locator(".message__link")

    def mentions_in(self, body: str) -> Locator:
        """The names that a message calls people by."""
        return self.messages.filter(has_text=body).locator(".mention")

    def facts_of(self, question: str) -> Locator:
        """What stands below a poll: how it is answered, and until when."""
        return self.message(question).locator(".poll__facts")

    def should_be_closed(self, question: str) -> None:
        """The poll says that nobody votes any more."""
        expect(self.message(question).locator(".poll__closed")).to_have_count(1)

    def should_show(self, *bodies: str) -> None:
        """Each of them, once."""
        for body in bodies:
            expect(self.message(body)).to_have_count(1)

    def should_not_show(self, body: str) -> None:
        expect(self.message(body)).to_have_count(0)

    def should_read(self, *bodies: str) -> None:
        """Exactly these messages, in this order."""
        expect(self.bodies).to_have_text(list(bodies))

    def should_have_read_everything(self) -> None:
        """The page has told the server that what it shows was seen."""
        newest = self.messages.last.get_attribute("data-seq")
        expect(self.messages.last.locator("xpath=ancestor::*[@data-read]")).to_have_attribute(
            "data-read", newest
        )

    def should_point_at(self, body: str) -> None:
        """This message is the one that the page's address names, and it is seen."""
        expect(self.message(body)).to_be_in_viewport()
        expect(self.pointed_at).to_have_count(1)
        expect(self.pointed_at).to_contain_text(body)

    def choose(self, body: str, name: str) -> None:
        """Do something with a message, by the menu beside it."""
        self.menu_of(body).get_by_role("button", name=name, exact=True).or_(
            self.menu.get_by_role("link", name=name, exact=True)
        ).click()

    def menu_of(self, body: str) -> Locator:
        """Open the menu beside a message."""
        message = self.message(body)
        message.hover()
        message.get_by_role("button", name="Do something with this message").click()
        expect(self.menu.locator(".actions__list, .actions__none")).to_be_visible()
        return self.menu

    def reactions_to(self, body: str) -> Locator:
        return self.message(body).get_by_role("group", name="Reactions").get_by_role("button")

    def options_of(self, question: str) -> Locator:
        return self.message(question).get_by_role("group", name="Poll").get_by_role("button")

    def reply_to(self, body: str) -> None:
        """Choose to answer a message; what is written next will."""
        self.choose(body, "Reply")
        expect(self.answered).to_be_checked()
        expect(self.composer).to_be_focused()

    @property
    def answered(self) -> Locator:
        """What the next message will answer: a tick that can be taken away."""
        return self.root.get_by_role("checkbox", name="Reply to")

    def quote_in(self, body: str) -> Locator:
        """What a message shows of the one that it answers."""
        return self.message(body).locator(".quote")

    def edited_mark_of(self, body: str) -> Locator:
        """The way to what a message said before it was edited."""
        return self.message(body).get_by_role("link", name="edited: what it said before")

    def chip_of(self, body: str) -> Locator:
        """The way to the thread under a message."""
        return self.message(body).locator(".thread")

    @property
    def cursor(self) -> int:
        """The last value of the room's clock that this page has applied."""
        return int(self._clock.input_value().partition(":")[2])

    def should_have_applied(self, cursor: int) -> None:
        """Wait for a change that nothing visible tells of. Only the last value is: give the room's clock."""
        expect(self._clock).to_have_value(re.compile(rf":{cursor}$"))

    def should_have_kept(self, mark: str) -> None:
        """The server has what stands in the composer: this stands for it."""
        expect(self._kept).to_have_value(mark)

    def should_have_kept_something(self) -> None:
        expect(self._kept).not_to_have_value("0")

    @property
    def _clock(self) -> Locator:
        return self.root.locator("[name=log]")

    @property
    def _kept(self) -> Locator:
        return self.root.locator("[name=kept]")

    def should_have_read_all(self) -> None:
        """The page has said that it read everything up to its last message."""
        expect(self.root).to_have_attribute("data-read", self.messages.last.get_attribute("data-seq"))

    def conversation(self) -> list[Said]:
        return [Said(*said) for said in self.log.evaluate(READ)]
