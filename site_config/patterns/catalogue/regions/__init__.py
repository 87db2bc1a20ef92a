"""Parts of a page that several pages have."""

from site_config.patterns.catalogue.regions import messages, rooms, site

ENTRIES = [*messages.ENTRIES, *rooms.ENTRIES, *site.ENTRIES]
