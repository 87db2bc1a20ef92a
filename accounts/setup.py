"""The first run: a link that makes the owner, until there is one."""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User


def owner_link() -> str | None:
    """Return the whole address of the page that makes the owner; None once there is an owner."""
    if User.objects.owners().exists():
        return None
    return f"{settings.SITE_URL}{reverse('setup', args=[_token()])}"


def opens(token: str) -> bool:
    """Whether this is the token of this site's link."""
    return constant_time_compare(token, _token())


def _token() -> str:
    # Follows from the secret key alone, so nothing is stored and every restart prints the same link.
    return salted_hmac("accounts.setup", "owner", algorithm="sha256").hexdigest()[:40]
