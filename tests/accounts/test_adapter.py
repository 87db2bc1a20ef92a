import pytest
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.test import RequestFactory

from accounts.adapter import AccountAdapter
from accounts.entrance import Entrance
from accounts.models import User


@pytest.mark.django_db
def test_an_owner_made_since_the_page_was_opened_leaves_the_second_out(rf: RequestFactory, client):
    request = rf.post("/accounts/signup/")
    request.session = client.session
    Entrance(request).admit_owner()
    User.objects.create_superuser("alice")

    with context.request_context(request), pytest.raises(ImmediateHttpResponse) as refusal:
        AccountAdapter().save_user(request, User(), form=None)

    assert refusal.value.response.url == "/accounts/signup/"
    assert User.objects.owners().count() == 1
