from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts import setup as first_run
from accounts.entrance import Entrance
from accounts.models import Invitation


@require_GET
@never_cache
def setup(request, token):
    """Let whoever has the owner's link make the owner's account, once."""
    entrance = Entrance(request)
    if not first_run.opens(token):
        raise Http404
    if entrance.has_owner:
        return render(request, "accounts/setup_spent.html", status=410)
    entrance.admit_owner()
    return redirect("account_signup")


@require_GET
@never_cache
def join(request, token):
    """Let whoever has a valid invitation sign up."""
    if request.user.is_authenticated:
        return redirect("home")
    invitation = Invitation.objects.valid().filter(token=token).first()
    if invitation is None:
        return render(request, "accounts/invitation_expired.html", status=410)
    Entrance(request).admit_guest(invitation)
    return redirect("account_signup")
