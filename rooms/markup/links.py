from urllib.parse import urlsplit

from django.conf import settings

SCHEMES = {"http", "https", "mailto", "tel", "xmpp", "irc", "ircs", "matrix"}


def may_lead_to(address: str) -> bool:
    """Whether a link may have this address; without a scheme it stays on this site."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES if parts.scheme else address.startswith("/")


def is_outside(address: str) -> bool:
    return not address.startswith(("/", f"{settings.SITE_URL}/")) or address.startswith("//")
