from allauth.account.forms import LoginForm
from allauth.account.models import EmailAddress
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

# Usernames are shorter.
LONGEST = EmailAddress._meta.get_field("email").max_length


class SignInForm(LoginForm):
    """allauth's form, with a label that says what to write."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Username or email address")
        login.max_length = LONGEST
        login.validators.append(MaxLengthValidator(LONGEST))
        login.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
