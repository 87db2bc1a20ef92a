"""Looking after the site."""

from django.urls import reverse

from tests.flows.sights.sight import sight


@sight
def site_settings(town):
    return town.owner_visits(reverse("site")).page


@sight
def invitations(town):
    return town.owner_visits(reverse("site-invitations")).page


@sight
def people(town):
    return town.owner_visits(reverse("site-people")).page


@sight
def reset_link(town):
    page = town.owner_visits(reverse("site-people") + f"?q={town.settlement.guest.username}").page
    page.get_by_role("button", name="Password-reset link").click()
    page.locator("#reset-link").wait_for()
    return page


@sight
def pattern_library(town):
    return town.owner_visits(reverse("patterns")).page


@sight
def pattern(town):
    return town.owner_visits(reverse("pattern", args=["here"])).page
