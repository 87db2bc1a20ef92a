"""By what right somebody may sign up: the owner's link, an invitation, or an open door."""

from django.contrib.sessions.backends.base import SessionBase
from django.utils.functional import cached_property

from accounts.models import Invitation, Site, User

OWNER = "entrance_owner"
INVITATION = "entrance_invitation"


class Entrance:
    """What the visitor's session allows."""

    def __init__(self, request):
        self.request = request

    @property
    def session(self) -> SessionBase:
        return self.request.session

    @cached_property
    def site(self) -> Site:
        """The site that one enters, as pages show it."""
        return Site.current()

    @cached_property
    def has_owner(self) -> bool:
        return User.objects.owners().exists()

    @property
    def makes_owner(self) -> bool:
        """Whether whoever signs up here becomes the owner."""
        return OWNER in self.session and not self.has_owner

    @cached_property
    def invitation(self) -> Invitation | None:
        """The invitation that this visitor came with, while it is valid."""
        token = self.session.get(INVITATION)
        return token and Invitation.objects.valid().filter(token=token).select_related("invited_by").first()

    @cached_property
    def is_open(self) -> bool:
        """Whether this visitor may sign up now."""
        if not self.has_owner:
            return self.makes_owner
        match Site.get().sign_up:
            case Site.SignUp.OPEN:
                return True
            case Site.SignUp.INVITATION:
                return self.invitation is not None
        return False

    def admit_owner(self) -> None:
        """Let this visitor make the owner's account."""
        self.session[OWNER] = True

    def admit_guest(self, invitation: Invitation) -> None:
        """Let this visitor sign up by `invitation`."""
        self.session[INVITATION] = invitation.token

    def leave(self) -> None:
        """Take away what was used up."""
        for key in (OWNER, INVITATION):
            self.session.pop(key, None)
