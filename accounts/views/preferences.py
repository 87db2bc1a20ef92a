from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.forms import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request):
    """One's own name, language and time zone."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("settings")
    return render(request, "accounts/preferences.html", {"form": form}, status=422 if form.errors else 200)
