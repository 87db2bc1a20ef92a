from accounts.models.invitation import Invitation
from accounts.models.logo import Logo
from accounts.models.site import Site
from accounts.models.user import LastOwnerError, User

__all__ = ["Invitation", "LastOwnerError", "Logo", "Site", "User"]
