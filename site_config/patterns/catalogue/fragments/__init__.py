"""Living pieces of a page: what the server sends over the socket."""

from site_config.patterns.catalogue.fragments import messages, notices, people, rooms

ENTRIES = [*messages.ENTRIES, *rooms.ENTRIES, *people.ENTRIES, *notices.ENTRIES]
