from tests.flows.pages.site_page import SitePage


class RoomFormPage(SitePage):
    """Where a room is made, or gets another name."""

    def fill(self, name: str, topic: str = "") -> None:
        self.main.get_by_label("Name", exact=True).fill(name)
        self.main.get_by_label("Topic", exact=True).fill(topic)

    def make(self, name: str, topic: str = "", closed: bool = False) -> None:
        self.fill(name, topic)
        if closed:
            self.main.get_by_label("Closed: by invitation").check()
        self.main.get_by_role("button", name="Make the room").click()

    def save(self) -> None:
        self.main.get_by_role("button", name="Save").click()

    def archive(self) -> None:
        self.main.get_by_role("button", name="Archive the room").click()

    def restore(self) -> None:
        self.main.get_by_role("button", name="Bring it back").click()
