"""From a change in a room to every page that shows it.

The database is the truth, the channel layer is a bell, polling is the safety net:

    publishing      publish(event): for anybody, from any thread, after the commit
    hub             one per process: what its pages show, and what becomes of each event
    feeds, feed     one room in this process: each change once and in order, gaps filled, pages caught up
    outlet          sends to the pages of a room: gathered under load, in slices
    socket, frame   one open page, and the bytes on their way to it
    people, person  who has pages here, where they belong, how far they have read
    badges, badge, watch   rows of unread rooms; whether the other one of a conversation is here
    bells, events   the channel layer: what the processes tell each other
    safety_net      compares with the database now and then, for when a bell was not heard
    stragglers      pages that do not take what they are sent
    pulse           something for every page now and then, so that nobody sits on a dead line
    batch           one answer for many who ask at once
    tasks           work that goes on beside whoever began it

Nothing here knows a model: what must be read comes through the loader that the hub is given.
"""

from rooms.delivery.hub import Hub, running_hub
from rooms.delivery.publishing import publish

__all__ = ["Hub", "publish", "running_hub"]
