from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import keepers_only
from accounts.forms import SiteForm
from accounts.models import Site


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def edit(request):
    """The site's name and who may come in. Moderators have their own part."""
    if not request.user.is_owner:
        return redirect("site-invitations")
    form = SiteForm(request.POST or None, request.FILES or None, instance=Site.get())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("site")
    return render(request, "accounts/site.html", {"form": form}, status=422 if form.errors else 200)
