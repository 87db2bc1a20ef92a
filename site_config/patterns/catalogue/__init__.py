"""Everything that is shown, in the order in which it is shown."""

from site_config.patterns.catalogue import fragments, pages, regions
from site_config.patterns.entry import Entry

ENTRIES: dict[str, Entry] = {
    entry.name: entry for entry in (*fragments.ENTRIES, *regions.ENTRIES, *pages.ENTRIES)
}
