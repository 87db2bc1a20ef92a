from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import passwords, sessions
from accounts.access import keepers_only, owners_only
from accounts.forms import PeopleForm, RoleForm
from accounts.models import LastOwnerError, User
from site_config.bidi import isolated


@require_GET
@keepers_only
def index(request):
    """Everybody, by username, a page at a time."""
    form = PeopleForm(request.GET)
    people, following = form.page()
    context = {"form": form, "people": people, "following": following, "roles": RoleForm.ROLES}
    return render(request, "accounts/people.html", context)


@require_POST
@owners_only
def change_role(request, username):
    """Make somebody an owner, a moderator or a member."""
    person = _person(username)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such role."))
        return redirect("site-people")
    try:
        person.change_role(form.cleaned_data["role"])
    except LastOwnerError:
        _refuse_to_lose_the_last_owner(request)
    else:
        role = person.get_role_display()
        messages.success(request, _("%(name)s: %(role)s.") % {"name": isolated(person.name), "role": role})
    return redirect("site-people")


@require_POST
@owners_only
def deactivate(request, username):
    """Shut somebody out and close their pages."""
    person = _person(username)
    try:
        person.deactivate()
    except LastOwnerError:
        _refuse_to_lose_the_last_owner(request)
    else:
        sessions.end_all(person)
        messages.success(request, _("%(name)s can no longer come in.") % {"name": isolated(person.name)})
    return redirect("site-people")


@require_POST
@owners_only
def reactivate(request, username):
    """Let somebody in again."""
    person = _person(username)
    person.reactivate()
    messages.success(request, _("%(name)s can come in again.") % {"name": isolated(person.name)})
    return redirect("site-people")


@require_POST
@owners_only
@never_cache
def reset_link(request, username):
    """Show a link, to be handed over, by which somebody can set a new password once."""
    person = get_object_or_404(User.objects.filter(is_active=True), username=username)
    context = {"person": person, "link": passwords.reset_link(person)}
    return render(request, "accounts/reset_link.html", context)


def _person(username: str) -> User:
    return get_object_or_404(User, username=username)


def _refuse_to_lose_the_last_owner(request) -> None:
    messages.error(request, _("The site needs an owner. Make somebody else an owner first."))
