"""What is shown in place of a page."""

from site_config.patterns import cast
from site_config.patterns.entry import Entry

ENTRIES = [
    *(
        Entry(f"error-{name}".replace("_", "-"), f"{name}.html", {"member": cast.page}, group="Errors")
        for name in ("403", "403_csrf", "404")
    ),
    *(
        Entry(f"error-{name}", f"{name}.html", {"anybody": dict}, group="Errors")
        for name in ("400", "413", "429", "500")
    ),
]
