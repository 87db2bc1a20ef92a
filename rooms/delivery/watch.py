from rooms.delivery import events
from rooms.delivery.socket import View


class Watch:
    """Pages that show a conversation of two, and whether the other one is on the site."""

    def __init__(self, hub):
        self._hub = hub
        self._views: dict[int, set[View]] = {}

    async def begin(self, view: View) -> None:
        """Tell a page whether the person whom it watches is here, now and from now on."""
        self._views.setdefault(view.watched, set()).add(view)
        await self._hub.bells.join(events.person_group(view.watched))
        view.socket.say(await self._hub.loader.person_seen(view.watched))

    def end(self, view: View) -> None:
        watched = view.watched
        views = self._views.get(watched, set())
        views.discard(view)
        if not views:
            self._views.pop(watched, None)
            self._hub.bells.leave_soon(events.person_group(watched), unless=lambda: watched in self._views)

    def tell(self, person: int, frame: str) -> None:
        for view in self._views.get(person, ()):
            view.socket.say(frame)
