from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_GET

from accounts.middleware import same_for_everyone
from accounts.models import User


@require_GET
@login_required
def show(request, username):
    """What others may know about a person."""
    person = get_object_or_404(User, username=User.normalize_username(username))
    return render(request, "accounts/person.html", {"person": person})


@require_GET
@same_for_everyone
def own_css(_request, pk, language):
    """The stylesheet that marks what one said oneself; in one's language, what messages cannot say."""
    with translation.override(language if language in dict(settings.LANGUAGES) else None):
        css = render_to_string("accounts/own.css", {"pk": pk})
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=headers)
