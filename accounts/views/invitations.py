from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import keepers_only
from accounts.models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def index(request):
    """The invitations that are open; posting makes one."""
    if request.method == "POST":
        request.user.invitations.create()
        return redirect("site-invitations")
    invitations = Invitation.objects.valid().select_related("invited_by")
    return render(request, "accounts/invitations.html", {"invitations": invitations})


@require_POST
@keepers_only
def withdraw(_request, pk):
    """Make an invitation worthless."""
    get_object_or_404(Invitation, pk=pk).delete()
    return redirect("site-invitations")
