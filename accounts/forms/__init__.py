from accounts.forms.people import PeopleForm, RoleForm
from accounts.forms.preferences import PreferencesForm
from accounts.forms.site import SiteForm

__all__ = ["PeopleForm", "PreferencesForm", "RoleForm", "SiteForm"]
