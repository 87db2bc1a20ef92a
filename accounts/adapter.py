"""Where allauth asks this site: who may sign up, what they may be called, what ends with a session."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.shortcuts import redirect

from accounts import sessions
from accounts.entrance import Entrance
from accounts.models import Site, User

# The pages where people change their own password and stay signed in, under a new session key.
KEEP_THE_SESSION = {"account_change_password", "account_set_password", "password_change"}


class AccountAdapter(DefaultAccountAdapter):
    """Signing up, in and out, and passwords."""

    def is_open_for_signup(self, request) -> bool:
        return Entrance(request).is_open

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return super().clean_username(User.normalize_username(username), shallow)

    def authenticate(self, request, **credentials):
        if username := credentials.get("username"):
            credentials["username"] = User.normalize_username(username)
        return super().authenticate(request, **credentials)

    @transaction.atomic
    def save_user(self, request, user, form, commit=True):
        # Everybody who signs up waits here, so that one link makes one owner.
        Site.lock()
        entrance = Entrance(request)
        if not entrance.is_open:
            raise ImmediateHttpResponse(redirect("account_signup"))
        if entrance.makes_owner:
            user.take_role(User.Role.OWNER)
        elif entrance.invitation:
            entrance.invitation.use()
        entrance.leave()
        try:
            return super().save_user(request, user, form, commit)
        except IntegrityError as taken:
            # Somebody took the name since the form was looked at, or the button was pressed twice.
            raise ImmediateHttpResponse(redirect("account_signup")) from taken

    def logout(self, request) -> None:
        user_pk, keys = request.user.pk, sessions.keys_of(request.session)
        super().logout(request)
        sessions.close_pages(user_pk, keys)

    def set_password(self, user, password: str) -> None:
        own_key = self._prepare_new_key(user)
        super().set_password(user, password)
        sessions.close_all_pages(user, except_key=own_key)

    def _prepare_new_key(self, user) -> str:
        """Return the key of the session that outlives this change of password, if one does."""
        match = self.request and self.request.resolver_match
        if not match or match.url_name not in KEEP_THE_SESSION or self.request.user.pk != user.pk:
            return ""
        sessions.remember_key(self.request.session)
        return self.request.session.session_key

    def format_email_subject(self, subject: str) -> str:
        return f"[{Site.current().name}] {subject}"

    def send_mail(self, template_prefix, email, context) -> None:
        # allauth would name the site by its host.
        site = {"name": Site.current().name, "domain": urlsplit(settings.SITE_URL).netloc}
        super().send_mail(template_prefix, email, context | {"current_site": site})


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    """Sessions that are ended from another one."""

    def end_sessions(self, user_sessions) -> None:
        for session in user_sessions:
            keys = sessions.keys_of(session._session_store(session.session_key))
            session.end()
            sessions.close_pages(session.user_id, keys)
