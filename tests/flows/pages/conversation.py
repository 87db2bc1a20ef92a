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
        self.composer = root.get_by_label("Message", exact=True)
        self.send = root.get_by_role("button", name="Send", exact=True)
        self.refusal = self._form_of(root).get_by_role("alert")
        self.typing = root.get_by_role("list", name="Typing")
        self.unsent = root.get_by_role("list", name="Not sent yet").get_by_role("listitem")
        self.scroller = root.get_by_role("group", name="Conversation")

    @staticmethod
    def _form_of(root: Locator) -> Locator:
        return root.locator("form").filter(has=root.page.get_by_label("Message", exact=True))

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

    def should_show(self, *bodies: str) -> None:
        """Each of them, once."""
        for body in bodies:
            expect(self.message(body)).to_have_count(1)

    def should_not_show(self, body: str) -> None:
        expect(self.message(body)).to_have_count(0)

    def should_read(self, *bodies: str) -> None:
        """Exactly these messages, in this order."""
        expect(self.messages.locator(".message__body")).to_have_text(list(bodies))

    def should_have_read_everything(self) -> None:
        """The page has told the server that what it shows was seen."""
        newest = self.messages.last.get_attribute("data-seq")
        expect(self.messages.last.locator("xpath=ancestor::*[@data-read]")).to_have_attribute(
            "data-read", newest
        )

    def should_point_at(self, body: str) -> None:
        """This message is the one that the page's address names, and it is seen."""
        expect(self.message(body)).to_be_in_viewport()
        pointed_at = self.root.page.locator(".message:target")
        expect(pointed_at).to_have_count(1)
        expect(pointed_at).to_contain_text(body)

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

    def chip_of(self, body: str) -> Locator:
        """The way to the thread under a message."""
        return self.message(body).locator(".thread")

    @property
    def menu(self) -> Locator:
        return self.root.page.locator("#actions")

    def should_have_read_all(self) -> None:
        """The page has said that it read everything up to its last message."""
        expect(self.root).to_have_attribute("data-read", self.messages.last.get_attribute("data-seq"))

    def conversation(self) -> list[Said]:
        return [Said(*said) for said in self.log.evaluate(READ)]
