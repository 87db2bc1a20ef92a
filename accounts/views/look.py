from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from accounts import colours
from accounts.middleware import same_for_everyone
from accounts.models import Logo, Site


@require_GET
@same_for_everyone
def stylesheet(_request):
    """The owner's colour and logo. Pages name it with a digest of both, so it may be kept."""
    site = Site.get()
    accent = colours.accent(site.accent) if site.accent else None
    css = render_to_string("accounts/look.css", {"accent": accent, "logo": site.logo_url})
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=headers)


@require_GET
@same_for_everyone
def logo(_request, digest):
    """The logo, under a name that is its content's."""
    png = bytes(get_object_or_404(Logo, digest=digest).png)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(png, content_type="image/png", headers=headers)


@require_GET
@same_for_everyone
def favicon(_request):
    """Where browsers look by themselves when a page names no icon."""
    answer = redirect(Site.get().logo_url or static("icons/parley.svg"))
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
