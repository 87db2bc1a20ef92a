"""From a change in a room to every page that shows it.

The database is the truth, the channel layer is a bell, polling is the safety net:

    publish(event)      anybody, from any thread, after the commit
    hub.Hub             this process's sockets, feeds and people; gives events to sockets
    feed.Feed           one room in this process: what was delivered last, in order, gaps filled
    socket.Socket       one open page
    bells.Bells         the channel layer: tells the other processes, hears them
    safety_net          compares with the database now and then, for when a bell was not heard

Nothing here knows a model: what must be read comes through the loader that the hub is given.
"""

from rooms.delivery.hub import Hub, publish, running_hub

__all__ = ["Hub", "publish", "running_hub"]
