from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PEOPLE_PER_PAGE = 50


class RoleForm(forms.Form):
    """Another role for somebody. Bots are made and not appointed."""

    ROLES = [(role.value, role.label) for role in User.Role if role != User.Role.BOT]

    role = forms.ChoiceField(choices=ROLES)


class PeopleForm(forms.Form):
    """What to look for among the people, and after which username to go on."""

    q = forms.CharField(
        label=_("Find people"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def page(self) -> tuple[list[User], str]:
        """Return people and the username after which the next page goes on, if there is one."""
        if not self.is_valid():
            return [], ""
        people = User.objects.called(self.cleaned_data["q"]).order_by("username")
        if after := self.cleaned_data["after"]:
            people = people.filter(username__gt=after)
        found = list(people[: PEOPLE_PER_PAGE + 1])
        page = found[:PEOPLE_PER_PAGE]
        return page, page[-1].username if len(found) > PEOPLE_PER_PAGE else ""
