from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from accounts.models import User


def reset_link(user: User) -> str:
    """Return a link by which this person can set a new password, once and for some days."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
